import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { procedure } from "#access/operation.ts";
import { named, reasonOf } from "#access/says.ts";
import { CancelInvoice, InvoiceDocument, BookedInvoice } from "../../contract.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict } from "#platform/errors.ts";
import { say } from "#platform/sentence.ts";
import type { ChargeKind } from "./charges.ts";
import { billingRecipients } from "./billing-recipients.ts";
import { findIssued, inItsOrganization } from "./find-issued.ts";
import { saveDocument, type DocumentLine } from "./save-document.ts";
import { makeCreditNote } from "./make-document.ts";

export const cancelInvoice = procedure({
  name: "operator.cancel_invoice",
  summary: "Cancels an invoice by a credit note of the same series. What it charged can then be invoiced again.",
  scope: "operator",
  kind: "write",
  says: (entry) => `cancelled the invoice${named(entry)}${reasonOf(entry)}`,
  available: whereSoldBy("operator"),
  input: CancelInvoice,
  output: BookedInvoice,
  status: 201,
  example: ({ invoice_number }) => ({ input: { number: invoice_number, reason: "The wrong address." } }),
  async run({ platform, organizationTransaction }, { number, reason }) {
    const named = await findIssued(platform, number);
    const { organization_id: id } = named;
    const note = await inItsOrganization(organizationTransaction, named, async ({ db, send, audit }, invoice) => {
      if (named.kind === "credit_note") throw conflict(say`${number} is a credit note. Issue the invoice that it cancelled again instead.`);
      if (invoice.status === "void") throw conflict(say`Invoice ${number} was cancelled already.`);
      await db.updateTable("invoices").set({ status: "void" }).where("organization_id", "=", id).where("id", "=", invoice.id).execute();
      const document = makeCreditNote(InvoiceDocument.parse(invoice.document), reason, new Date().toISOString().slice(0, 10));
      const saved = await saveDocument({ db, send }, id, {
        document,
        lines: await negativeLines(db, id, invoice.id),
        // What was paid is to be given back; else the two settle each other.
        status: invoice.status === "paid" ? "open" : "paid",
        emails: await billingRecipients(db, id),
      });
      const target = { type: "invoice", id: invoice.id, label: number };
      audit({ target, before: { status: invoice.status }, after: { status: "void", credit_note: saved.number, reason } });
      return saved.number;
    });
    if (note === null) throw conflict(say`The organization of invoice ${number} is gone; the invoice stays as it is.`);
    return findIssued(platform, note);
  },
});

async function negativeLines(db: Db, organizationId: string, invoiceId: string): Promise<DocumentLine[]> {
  const lines = await db
    .selectFrom("invoice_lines")
    .select(["month", "from_day", "what", "quantity", "amount"])
    .where("organization_id", "=", organizationId)
    .where("invoice_id", "=", invoiceId)
    .orderBy("position")
    .execute();
  return lines.map((line) => ({ ...line, what: line.what as ChargeKind, quantity: 0 - line.quantity, amount: 0 - line.amount }));
}
