import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { Export } from "../contract.ts";
import { toExport } from "./find-export.ts";
import { lastErasure } from "./last-erasure.ts";

export const listExports = operation({
  name: "export.list",
  summary: "The organization's exports, newest first.",
  scope: "organization",
  kind: "read",
  permission: "organization:export",
  input: PageQuery,
  output: Page(Export),
  example: () => ({}),
  async run({ db, product, organization }, { page, per_page }) {
    const exports = db.selectFrom("exports").where("organization_id", "=", organization.id);
    const rows = await exports
      .selectAll()
      .orderBy("id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await exports.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    const erasedAt = rows.length > 0 ? await lastErasure(db, product, organization.id) : null;
    return { data: rows.map((row) => toExport(row, erasedAt)), total, page, per_page };
  },
});
