import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { InvoiceDetail, type InvoiceFilter } from "../contract.ts";

const shown = [
  "id",
  "issuer",
  "number",
  "kind",
  "status",
  "currency",
  "subtotal",
  "tax",
  "total",
  "issued_at",
  "due_at",
  "paid_at",
  "period_from",
  "period_to",
] as const;

const isOverdue = sql<boolean>`status = 'open' and kind = 'invoice' and coalesce(due_at < now(), false)`;

/** The invoices that a filter leaves. */
export function findInvoices(db: Db, organizationId: string, { status, kind }: InvoiceFilter) {
  return db
    .selectFrom("invoices")
    .where("organization_id", "=", organizationId)
    .$if(kind !== undefined, (query) => query.where("kind", "=", kind!))
    .$if(status === "overdue", (query) => query.where(isOverdue))
    .$if(status !== undefined && status !== "overdue", (query) => query.where("status", "=", status!));
}

export const asListed = (query: ReturnType<typeof findInvoices>) => query.select(shown).select(isOverdue.as("is_overdue"));

/**
 * The invoice of this organization with all that it says.
 * @throws AppError `not_found` when there is none
 */
export async function findInvoice(db: Db, organizationId: string, invoiceId: string) {
  const row = await asListed(findInvoices(db, organizationId, {}))
    .select(["document", "pdf", "stripe_invoice_id"])
    .where("id", "=", invoiceId)
    .executeTakeFirst();
  if (!row) throw notFound("There is no such invoice.");
  const { pdf, stripe_invoice_id, ...said } = row;
  return { invoice: InvoiceDetail.parse(said), pdf, stripe_invoice_id };
}
