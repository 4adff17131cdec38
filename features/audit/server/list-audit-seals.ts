import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { AuditSeal } from "../contract.ts";

export const listAuditSeals = operation({
  name: "audit_seal.list",
  summary: "The seals of the audit log, newest first: one digest for each hour with entries, each with the one before it inside.",
  scope: "organization",
  kind: "read",
  permission: "audit:read",
  input: PageQuery,
  output: Page(AuditSeal),
  example: () => ({}),
  async run({ db, organization }, { page, per_page }) {
    const seals = db.selectFrom("audit_seals").where("organization_id", "=", organization.id);
    const data = await seals
      .select(["sequence", "hour", "entry_count", "digest", "previous_digest", "sealed_at"])
      .orderBy("sequence", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await seals.select((count) => count.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data, total, page, per_page };
  },
});
