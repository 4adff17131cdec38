import { kindOfMediaType } from "../file-type.ts";
import type { SourceRow } from "../source-row.ts";
import type { Fetched, SourceKind } from "./source-kind.ts";

/** Where a source's original lies in the storage. */
export function fileKey(organizationId: string, sourceId: string): string {
  return `${organizationId}/${sourceId}`;
}

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
