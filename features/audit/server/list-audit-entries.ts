import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import type { Permission } from "#access/permissions.ts";
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
  async run({ db, organization, permissions }, { page, per_page }) {
    const entries = db.selectFrom("audit_entries").where("organization_id", "=", organization.id);
    const rows = await entries
      .selectAll()
      .orderBy("id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await entries.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    const data = (rows as AuditEntry[]).map((entry) => (mayReadTarget(entry, permissions) ? entry : withoutContent(entry)));
    return { data, total, page, per_page };
  },
});

/** Records that not everybody who reads the log may read. */
const permissionOfTarget: Readonly<Record<string, Permission>> = { billing_address: "billing:read" };

function mayReadTarget({ target_type }: AuditEntry, permissions: ReadonlySet<Permission>): boolean {
  const needed = permissionOfTarget[target_type ?? ""];
  return needed === undefined || permissions.has(needed);
}

/** That it was changed, by whom and when; not what it said. */
function withoutContent(entry: AuditEntry): AuditEntry {
  return { ...entry, target_label: null, before: null, after: null };
}
