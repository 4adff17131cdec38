import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { procedure } from "#access/operation.ts";
import { InvoiceDocument, NamedInvoice } from "../../contract.ts";
import { answerPdf } from "../answer-pdf.ts";
import { drawInvoice } from "../draw-invoice.ts";
import { findIssued } from "./find-issued.ts";

export const downloadIssued = procedure({
  name: "operator.download_invoice",
  summary: "The PDF of an invoice or credit note, also where its organization is gone.",
  scope: "operator",
  kind: "read",
  available: whereSoldBy("operator"),
  input: NamedInvoice,
  output: "stream",
  mediaType: "application/pdf",
  example: ({ invoice_number }) => ({ input: { number: invoice_number } }),
  async run({ platform }, { number }) {
    const { organization_id } = await findIssued(platform, number);
    const { pdf, document } = await leaveTenant(platform, "the operator downloads one of their invoices").system(async ({ db }) => {
      const own = await db
        .selectFrom("invoices")
        .select(["pdf", "document"])
        .where("organization_id", "=", organization_id)
        .where("issuer", "=", "operator")
        .where("number", "=", number)
        .executeTakeFirst();
      return (
        own ?? (await db.selectFrom("kept_invoices").select(["pdf", "document"]).where("number", "=", number).executeTakeFirstOrThrow())
      );
    }, "read");
    return answerPdf(number, pdf ?? (await drawInvoice(InvoiceDocument.parse(document))));
  },
});
