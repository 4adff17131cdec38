import { kindOfMediaType } from "../file-type.ts";
import type { SourceRow } from "../source-row.ts";
import type { Fetched, SourceKind } from "./source-kind.ts";

/** Where a source's original lies in the storage. */
export function fileKey(organizationId: string, sourceId: string): string {
  return `${organizationId}/${sourceId}`;
}

/** Where the pictures of a source's pages are in the storage, and one of them: the same page of other content is another picture. */
export const picturesFolder = (organizationId: string, sourceId: string) => `${organizationId}/pages_${sourceId}`;
export const pictureKey = (source: Pick<SourceRow, "organization_id" | "id" | "content_hash">, page: number) =>
  `${picturesFolder(source.organization_id, source.id)}/${page}_${source.content_hash.slice(0, 16)}`;

/** Fetches the original: the same bytes each time. */
export const fetchStoredFile: NonNullable<SourceKind["fetch"]> = async (source, { storage }): Promise<Fetched> => {
  const file = await storage.read(fileKey(source.organization_id, source.id));
  if (!file) return { missing: "file_missing" };
  return { kind: kindOfMediaType(source.media_type), bytes: new Uint8Array(await new Response(file.stream).arrayBuffer()) };
};

/** The same bytes that took more memory than a parser may use always will. */
export function isUnreadableForGood({ error_code }: Pick<SourceRow, "error_code">): boolean {
  return error_code === "too_complex";
}
