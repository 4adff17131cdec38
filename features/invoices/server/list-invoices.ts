import { whereSold } from "#features/addresses/server/seller.ts";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { Invoice, InvoiceFilter } from "../contract.ts";
import { asListed, findInvoices } from "./find-invoices.ts";

export const listInvoices = operation({
  name: "invoice.list",
  summary: "The organization's invoices and credit notes, newest first.",
  scope: "organization",
  kind: "read",
  permission: "billing:read",
  available: whereSold,
  input: PageQuery.extend(InvoiceFilter.shape),
  output: Page(Invoice),
  example: () => ({}),
  async run({ db, organization }, { page, per_page, ...filter }) {
    const invoices = findInvoices(db, organization.id, filter);
    const rows = await asListed(invoices)
      .orderBy("issued_at", "desc")
      .orderBy("id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await invoices.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map((row) => Invoice.parse(row)), total, page, per_page };
  },
});
