import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import type { InvoiceDocument, InvoiceStatus } from "../../contract.ts";
import { saveInvoices } from "../save-invoices.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { ChargeKind } from "./charges.ts";
import { storePdf } from "./store-pdf.ts";
import { tellInvoice } from "./tell-invoice.ts";

export type DocumentLine = { month: string; from_day: string; what: ChargeKind; quantity: number; amount: number };
type Kept = { document: InvoiceDocument; lines: readonly DocumentLine[]; status: InvoiceStatus; emails: readonly string[] };

/**
 * Gives a document the next number of the series and stores it, with the lines that later charges are compared with; a caller that
 * gets mails about money is told, and its PDF is drawn once this is committed. Until the transaction ends nobody else gets a number.
 */
export async function saveDocument(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  organizationId: string,
  kept: Kept,
): Promise<InvoiceDocument> {
  const document: InvoiceDocument = { ...kept.document, number: await takeNumber(db) };
  const now = new Date();
  const invoice = {
    stripe_invoice_id: null,
    status: kept.status,
    issued_at: now,
    // The whole of its last day is left to pay on.
    due_at: document.due_on === null ? null : new Date(Date.parse(document.due_on) + msOfDay),
    paid_at: kept.status === "paid" ? now : null,
    pdf: null,
    document,
  };
  const [id = ""] = await saveInvoices(db, organizationId, [invoice]);
  const rows = kept.lines.map((line, index) => ({ ...line, organization_id: organizationId, invoice_id: id, position: index + 1 }));
  await db.insertInto("invoice_lines").values(rows).execute();
  await send(storePdf, { invoice_id: id });
  for (const email of kept.emails) await send(tellInvoice, { invoice_id: id, email });
  return document;
}

const msOfDay = 24 * 60 * 60 * 1000;

async function takeNumber(db: Db): Promise<string> {
  const { rows } = await sql<{ number: string }>`select next_invoice_number() as number`.execute(db);
  return rows[0]!.number;
}
