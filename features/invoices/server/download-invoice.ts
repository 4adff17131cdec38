import { whereSold } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { answerPdf } from "./answer-pdf.ts";
import { drawInvoice } from "./draw-invoice.ts";
import { fetchStripePdf } from "./fetch-stripe-pdf.ts";
import { findInvoice } from "./find-invoices.ts";

export const downloadInvoice = procedure({
  name: "invoice.download",
  summary: "The invoice as a PDF: the one that was issued, of Stripe's invoices the one that Stripe made.",
  scope: "organization",
  kind: "read",
  permission: "billing:read",
  available: whereSold,
  params: ["invoice_id"],
  input: z.object({}),
  output: "stream",
  mediaType: "application/pdf",
  example: ({ invoice_id }) => ({ params: { invoice_id } }),
  async run({ platform, transaction, organization, params, request, log }) {
    const found = await transaction(({ db }) => findInvoice(db, organization.id, params.invoice_id), "read");
    const { document } = found.invoice;
    if (found.stripe_invoice_id === null) return answerPdf(document.number, found.pdf ?? (await drawInvoice(document)));
    return answerPdf(document.number, await fetchStripePdf(platform.stripe, found.stripe_invoice_id, request.signal, log));
  },
});
