import { kindOfMediaType } from "../file-type.ts";
import type { SourceRow } from "../source-row.ts";
import type { Fetched, SourceKind } from "./source-kind.ts";

/** The id by which the original of a source and the pictures of its pages are stored: another one each time it is replaced. */
export const fileIdOf = ({ id, file_id }: Pick<SourceRow, "id" | "file_id">): string => file_id ?? id;

/** Where an original is in the storage. */
export function fileKey(organizationId: string, fileId: string): string {
  return `${organizationId}/${fileId}`;
}

/** Where the pictures of an original's pages are in the storage, and one of them. */
export const picturesFolder = (organizationId: string, fileId: string) => `${organizationId}/pages_${fileId}`;
export const pictureKey = (source: Pick<SourceRow, "organization_id" | "id" | "file_id" | "content_hash">, page: number) =>
  `${picturesFolder(source.organization_id, fileIdOf(source))}/${page}_${source.content_hash.slice(0, 16)}`;

/** Fetches the original: the same bytes each time. */
export const fetchStoredFile: NonNullable<SourceKind["fetch"]> = async (source, { storage }): Promise<Fetched> => {
  const file = await storage.read(fileKey(source.organization_id, fileIdOf(source)));
  if (!file) return { missing: "file_missing" };
  return { kind: kindOfMediaType(source.media_type), bytes: new Uint8Array(await new Response(file.stream).arrayBuffer()) };
};

/** The same bytes that took more memory than a parser may use always will. */
export function isUnreadableForGood({ error_code }: Pick<SourceRow, "error_code">): boolean {
  return error_code === "too_complex";
}
