import type { Selectable } from "kysely";
import type { Exports } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { Export } from "../contract.ts";
import { failures, type FailureCode } from "./failures.ts";

/** An entry is dated by when its act began, and what is erased is there until that ends. */
const erasureMsMax = 10 * 60_000;

export type ExportRow = Selectable<Exports>;

/**
 * @throws AppError `not_found` when the organization has no such export
 */
export async function findExport(db: Db, organizationId: string, id: string): Promise<ExportRow> {
  const row = await db
    .selectFrom("exports")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("There is no such export.");
  return row;
}

/** A row as it is sent. @param erasedAt when something was erased last, as `lastErasure` answers it */
export function toExport({ error_code: code, ...row }: ExportRow, erasedAt: string | null): Export {
  return {
    ...row,
    status: row.status as Export["status"],
    error: code ? { code, message: failures[code as FailureCode] } : null,
    holds_erased: row.status !== "failed" && erasedAt !== null && Date.parse(erasedAt) + erasureMsMax >= Date.parse(row.created_at),
  };
}

/** Where the archive lies in the storage. Each attempt has a place of its own, so that two at once harm neither. */
export function archiveKey({ organization_id, id, attempt }: Pick<ExportRow, "organization_id" | "id" | "attempt">): string {
  return `${organization_id}/${id}_${attempt}`;
}
