import type { Selectable } from "kysely";
import { notFound } from "#platform/errors.ts";
import type { Sources } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Source } from "../contract.ts";

export type SourceRow = Selectable<Sources>;

/**
 * The source of this project of this organization.
 * @throws AppError `not_found` when there is none, or it stands under another project
 */
export async function findSource(db: Db, organizationId: string, projectId: string, sourceId: string): Promise<SourceRow> {
  const source = await db
    .selectFrom("sources")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId)
    .where("id", "=", sourceId)
    .executeTakeFirst();
  if (!source) throw notFound("There is no such source.");
  return source;
}

/** A row as it goes on the wire. */
export function toSource(row: SourceRow): Source {
  const { error_code: code, error_message: message } = row;
  return { ...(row as unknown as Source), error: code ? { code, message: message ?? "" } : null };
}

/** Where a source's original lies in the storage. */
export function fileKey(organizationId: string, sourceId: string): string {
  return `${organizationId}/${sourceId}`;
}

/** The name under which a source's original is handed out: a pasted text is Markdown. */
export function fileNameOf(source: { kind: string; name: string }): string {
  return source.kind === "text" ? `${source.name}.md` : source.name;
}
