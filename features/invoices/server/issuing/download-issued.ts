import { leaveTenant } from "#access/leave-tenant.ts";
import { process } from "#access/operation.ts";
import { NamedInvoice } from "../../contract.ts";
import { answerPdf } from "../answer-pdf.ts";
import { conflict } from "#platform/errors.ts";
import { findIssued } from "./find-issued.ts";
import { issuesInvoices } from "#features/plans/server/issues-invoices.ts";

export const downloadIssued = process({
  name: "operator.download_invoice",
  summary: "The PDF of an invoice or credit note, also where its organization is gone.",
  scope: "operator",
  kind: "read",
  available: issuesInvoices,
  input: NamedInvoice,
  output: "stream",
  mediaType: "application/pdf",
  example: ({ invoice_number }) => ({ input: { number: invoice_number } }),
  async run({ platform }, { number }) {
    const { organization_id } = await findIssued(platform, number);
    const pdf = await leaveTenant(platform, "the operator downloads one of their invoices").system(async ({ db }) => {
      const own = await db
        .selectFrom("invoices")
        .select("pdf")
        .where("organization_id", "=", organization_id)
        .where("issuer", "=", "operator")
        .where("number", "=", number)
        .executeTakeFirst();
      return (own ?? (await db.selectFrom("kept_invoices").select("pdf").where("number", "=", number).executeTakeFirst()))?.pdf;
    }, "read");
    if (!pdf) throw conflict(`Invoice ${number} has no PDF.`);
    return answerPdf(number, pdf);
  },
});
