import { whereSold } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { InvoiceDetail } from "../contract.ts";
import { findInvoice } from "./find-invoices.ts";

export const readInvoice = operation({
  name: "invoice.read",
  summary: "An invoice with all that it says: both parties as they were on the day of issue, its lines, its tax.",
  scope: "organization",
  kind: "read",
  permission: "billing:read",
  available: whereSold,
  params: ["invoice_id"],
  input: z.object({}),
  output: InvoiceDetail,
  example: ({ invoice_id }) => ({ params: { invoice_id } }),
  run: async ({ db, organization, params }) => (await findInvoice(db, organization.id, params.invoice_id)).invoice,
});
