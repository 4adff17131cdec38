import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { StatusChange } from "../contract.ts";

export const listStatusChanges = operation({
  name: "organization.list_status_changes",
  summary: "The history of the organization's status, newest first: each change with its reason and who made it.",
  scope: "organization",
  kind: "read",
  permission: "organization:read",
  input: PageQuery,
  output: Page(StatusChange),
  example: () => ({}),
  async run({ db, organization }, { page, per_page }) {
    const changes = db.selectFrom("status_changes").where("organization_id", "=", organization.id);
    const rows = await changes
      .select(["id", "status", "reason", "actor_label", "created_at"])
      .orderBy("id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await changes.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows as StatusChange[], total, page, per_page };
  },
});
