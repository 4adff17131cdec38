import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { AuditEntry } from "../contract.ts";

export const listAuditEntries = operation({
  name: "audit_entry.list",
  summary: "Who did what in the organization, newest first.",
  scope: "organization",
  kind: "read",
  permission: "audit:read",
  input: PageQuery,
  output: Page(AuditEntry),
  example: () => ({}),
  async run({ db, organization }, { page, per_page }) {
    const entries = db.selectFrom("audit_entries").where("organization_id", "=", organization.id);
    const rows = await entries
      .selectAll()
      .orderBy("id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await entries.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows as AuditEntry[], total, page, per_page };
  },
});
