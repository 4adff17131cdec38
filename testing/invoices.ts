import type { InvoiceDocument } from "#features/invoices/contract.ts";
import { saveInvoices, type IssuedInvoice } from "#features/invoices/server/save-invoices.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";

/** An invoice of the operator's, kept as issuing keeps it. Its id. */
export async function createInvoice(test: TestApp, organizationId: string, of: Partial<IssuedInvoice> = {}): Promise<string> {
  const number = `T-${newId("ivc").slice(-10)}`;
  const issued = { stripe_invoice_id: null, status: "open" as const, issued_at: new Date(), due_at: null, paid_at: null };
  const document = invoiceDocument({ number });
  await test.platform.database.transaction({ kind: "tenant", organizationId }, "write", ({ db }) =>
    saveInvoices(db, organizationId, [{ ...issued, pdf: Buffer.from("%PDF-1.4 kept"), document, ...of }]),
  );
  const { rows } = await test.database.admin.query<{ id: string }>("select id from invoices where organization_id = $1 and number = $2", [
    organizationId,
    of.document?.number ?? number,
  ]);
  return rows[0]!.id;
}

export function invoiceDocument(of: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return {
    kind: "invoice",
    number: "T-1",
    corrects: null,
    issued_on: "2026-11-01",
    due_on: "2026-11-15",
    period: { from: "2026-10-01", to: "2026-10-31" },
    seller: { name: "Example Hosting GmbH", lines: ["Lindenallee 12", "10115 Berlin", "Germany"], tax_id: null, email: null },
    buyer: { name: "Test Company", lines: ["Main Street 1", "Dublin", "Ireland"], tax_id: null, email: null },
    currency: "eur",
    lines: [{ description: "Pro, October 2026", quantity: 1, unit_amount: 4900, amount: 4900 }],
    subtotal: 4900,
    tax: { label: "VAT", basis_points: 1900, amount: 931, sentence: null },
    total: 5831,
    notes: ["Transfer the total to DE89 3704 0044 0532 0130 00."],
    ...of,
  };
}
