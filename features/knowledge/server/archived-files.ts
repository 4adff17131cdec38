import type { ArchivedFiles } from "#access/tables.ts";
import { kindOf, kindsWithFile } from "./kinds/source-kinds.ts";
import { fileIdOf, fileKey } from "./kinds/stored-file.ts";
import type { SourceRow } from "./source-row.ts";

/** The originals of sources, as an archive of their organization holds them. */
export const archivedFiles: ArchivedFiles = {
  of(row) {
    const source = row as SourceRow;
    const { storedFile } = kindOf(source);
    return (
      storedFile && {
        name: storedFile.nameOf(source),
        key: (organizationId) => fileKey(organizationId, fileIdOf(source)),
        mediaType: source.media_type,
        createdAt: new Date(source.created_at),
      }
    );
  },
  bytes: (db, organizationId) =>
    db
      .selectFrom("sources")
      .select((query) => query.fn.sum<string>("size_bytes").as("bytes"))
      .where("organization_id", "=", organizationId)
      .where("kind", "in", kindsWithFile())
      .executeTakeFirst()
      .then((row) => Number(row?.bytes ?? 0)),
};
