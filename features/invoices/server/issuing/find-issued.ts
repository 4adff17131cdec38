import { leaveTenant } from "#access/leave-tenant.ts";
import type { TransactionContext, OpenOrganization } from "#access/operation.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import { invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { say } from "#platform/sentence.ts";
import { BookedInvoice } from "../../contract.ts";

/** The columns of the operator's book that `presentIssued` reads. */
export const issuedColumns = [
  "number",
  "organization_id",
  "kind",
  "status",
  "buyer",
  "currency",
  "total",
  "issued_at",
  "due_at",
  "paid_at",
  "kept_at",
] as const;

type Row = Omit<BookedInvoice, "is_kept" | "is_overdue" | "kind" | "status"> & { kind: string; status: string; kept_at: string | null };

/** A row of the operator's book as the API shows it. What is open and past its day is overdue. */
export function presentIssued(row: Row): BookedInvoice {
  const is_overdue = row.status === "open" && row.due_at !== null && Date.parse(row.due_at) < Date.now();
  return BookedInvoice.parse({ ...row, is_kept: row.kept_at !== null, is_overdue });
}

/**
 * One of the operator's invoices by its number.
 * @throws AppError 422 where there is none
 */
export function findIssued(platform: Platform, number: string): Promise<BookedInvoice> {
  return leaveTenant(platform, "the operator names an invoice by its number").system(async ({ db }) => {
    const row = await db.selectFrom("kept_invoices").select(issuedColumns).where("number", "=", number).executeTakeFirst();
    if (!row) throw invalid({ number: say`There is no invoice ${number}.` });
    return presentIssued(row);
  }, "read");
}

/** The invoice itself, whose organization is locked. */
export type FoundInvoice = { id: string; organization_name: string; status: string; paid_at: string | null; document: unknown };

/**
 * Does something with an invoice in its organization.
 * @returns null where the organization is gone, or on its way
 */
export function inItsOrganization<T>(
  open: OpenOrganization,
  { organization_id: id, number }: BookedInvoice,
  run: (context: TransactionContext, found: FoundInvoice) => Promise<T>,
): Promise<T | null> {
  return open(id, async (context) => {
    const organization = await lockIfThere(context.db, id);
    const row = await context.db
      .selectFrom("invoices")
      .select(["id", "status", "paid_at", "document"])
      .where("organization_id", "=", id)
      .where("issuer", "=", "operator")
      .where("number", "=", number)
      .executeTakeFirst();
    return organization && row ? run(context, { ...row, organization_name: organization.name }) : null;
  });
}
