import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { InvoiceDocument, InvoiceStatus } from "../contract.ts";

/** An invoice as whoever issued it has it now. */
export type IssuedInvoice = {
  /** Null: the operator issued it. */
  stripe_invoice_id: string | null;
  status: InvoiceStatus;
  issued_at: Date;
  due_at: Date | null;
  paid_at: Date | null;
  /** Null where it is yet to be drawn, or fetched when it is asked for. */
  pdf: Buffer | null;
  document: InvoiceDocument;
};

/**
 * Keeps invoices of one organization in the caller's transaction. Of one that is kept already, known by Stripe's id, only
 * how it is paid changes: what was issued is never rewritten.
 *
 * @returns the ids of those that are new, or paid otherwise
 */
export async function keepInvoices(db: Db, organizationId: string, invoices: readonly IssuedInvoice[]): Promise<string[]> {
  if (invoices.length === 0) return [];
  const kept = await db
    .insertInto("invoices")
    .values(invoices.map(row))
    .onConflict((clash) =>
      clash
        .columns(["organization_id", "stripe_invoice_id"])
        .doUpdateSet((set) => ({ status: set.ref("excluded.status"), paid_at: set.ref("excluded.paid_at") }))
        .where(sql<boolean>`(invoices.status, invoices.paid_at) is distinct from (excluded.status, excluded.paid_at)`),
    )
    .returning("id")
    .execute();
  return kept.map(({ id }) => id);

  function row({ document, ...issued }: IssuedInvoice) {
    return {
      ...issued,
      organization_id: organizationId,
      id: newId("ivc"),
      issuer: issued.stripe_invoice_id === null ? "operator" : "stripe",
      number: document.number,
      kind: document.kind,
      currency: document.currency,
      subtotal: document.subtotal,
      tax: document.tax.amount,
      total: document.total,
      period_from: document.period.from,
      period_to: document.period.to,
      document: JSON.stringify(document),
    };
  }
}
