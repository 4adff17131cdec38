import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { leaveTenant } from "#access/leave-tenant.ts";
import { Page, PageQuery } from "#access/list.ts";
import { procedure } from "#access/operation.ts";
import { BookedInvoice } from "../../contract.ts";
import { issuedColumns, presentIssued } from "./find-issued.ts";

export const listIssued = procedure({
  name: "operator.list_invoices",
  summary: "The invoices and credit notes that the operator issued, newest first, those of organizations that are gone included.",
  scope: "operator",
  kind: "read",
  available: whereSoldBy("operator"),
  input: PageQuery.extend({ organization_id: z.string().max(60).optional(), open: z.stringbool().default(false) }),
  output: Page(BookedInvoice),
  example: () => ({ input: { open: "true" } }),
  run: ({ platform }, { organization_id, open, page, per_page }) =>
    leaveTenant(platform, "the operator looks at their invoices").system(async ({ db }) => {
      let found = db.selectFrom("kept_invoices");
      if (organization_id) found = found.where("organization_id", "=", organization_id);
      if (open) found = found.where("status", "=", "open");
      const rows = await found
        .select(issuedColumns)
        .orderBy("issued_at", "desc")
        .orderBy("number", "desc")
        .limit(per_page)
        .offset((page - 1) * per_page)
        .execute();
      const { total } = await found.select(({ fn }) => fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
      return { data: rows.map(presentIssued), total, page, per_page };
    }, "read"),
});
