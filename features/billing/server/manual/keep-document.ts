import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import type { InvoiceDocument, InvoiceStatus } from "#features/invoices/contract.ts";
import { renderInvoice } from "#features/invoices/server/render-invoice.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { ChargeKind } from "./charges.ts";
import { tellInvoice } from "./tell-invoice.ts";

export type KeptLine = { month: string; from_day: string; what: ChargeKind; quantity: number; amount: number };
type Kept = { document: InvoiceDocument; lines: readonly KeptLine[]; status: InvoiceStatus; emails: readonly string[] };

/**
 * Gives a document the next number of the series and keeps it, with the lines that later charges are compared with; whoever
 * gets mails about money is told. Until the transaction ends nobody else gets a number.
 */
export async function keepDocument(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  organizationId: string,
  kept: Kept,
): Promise<InvoiceDocument> {
  const id = newId("ivc");
  const issuedAt = new Date();
  const document: InvoiceDocument = { ...kept.document, number: await takeNumber(db) };
  await db
    .insertInto("invoices")
    .values({
      organization_id: organizationId,
      id,
      issuer: "operator",
      number: document.number,
      kind: document.kind,
      status: kept.status,
      currency: document.currency,
      subtotal: document.subtotal,
      tax: document.tax.amount,
      total: document.total,
      issued_at: issuedAt,
      // The whole of its last day is left to pay on.
      due_at: document.due_on === null ? null : new Date(Date.parse(document.due_on) + msOfDay),
      paid_at: kept.status === "paid" ? issuedAt : null,
      period_from: document.period.from,
      period_to: document.period.to,
      document: JSON.stringify(document),
      pdf: await renderInvoice(document),
    })
    .execute();
  const rows = kept.lines.map((line, index) => ({ ...line, organization_id: organizationId, invoice_id: id, position: index + 1 }));
  await db.insertInto("invoice_lines").values(rows).execute();
  for (const email of kept.emails) await send(tellInvoice, { invoice_id: id, email });
  return document;
}

const msOfDay = 24 * 60 * 60 * 1000;

async function takeNumber(db: Db): Promise<string> {
  const { rows } = await sql<{ number: string }>`select next_invoice_number() as number`.execute(db);
  return rows[0]!.number;
}
