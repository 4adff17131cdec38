import { notFound } from "#platform/errors.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Source } from "../contract.ts";
import { kindOf } from "./kinds/source-kinds.ts";
import type { SourceRow } from "./source-row.ts";

/**
 * The source of this project of this organization.
 * @throws AppError `not_found` when there is none, or it is under another project
 */
export async function findSource(db: Db, organizationId: string, projectId: string, sourceId: string, lock?: "lock"): Promise<SourceRow> {
  const source = await db
    .selectFrom("sources")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId)
    .where("id", "=", sourceId)
    .$if(lock !== undefined, (found) => found.forUpdate())
    .executeTakeFirst();
  if (!source) throw notFound("There is no such source.");
  return source;
}

/** A row as it is sent, with what is known of it from elsewhere (sources-as-sent.ts). */
export function toSource(row: SourceRow, more: Pick<Source, "site" | "duplicate_of" | "meaning_progress">): Source {
  const { error_code: code, error_message: message } = row;
  const kind = kindOf(row);
  return {
    ...(row as unknown as Source),
    ...more,
    has_file: kind.storedFile !== null,
    can_sync: row.status !== "processing" && kind.whyNotSync(row) === null,
    error: code ? { code, message: message ?? "" } : null,
  };
}
