import { sql } from "kysely";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { statusOf, type OrganizationFacts } from "#access/status.ts";
import { OrganizationCard } from "../contract.ts";

/** A row of the database's `organizations_of(user_id)`. */
export type OrganizationRow = OrganizationFacts & {
  role: string;
  membership_id: string;
  member_count: number;
  project_count: number;
  created_at: string;
  last_active_at: string;
};

export const listOrganizations = operation({
  name: "organization.list",
  summary: "The caller's organizations, by name.",
  scope: "account",
  kind: "read",
  input: PageQuery,
  output: Page(OrganizationCard),
  example: () => ({}),
  async run({ db, actor }, { page, per_page }) {
    const rows = await organizationsOf(db, actor.id);
    const data = rows.slice((page - 1) * per_page, page * per_page).map((row) => ({ ...row, status: statusOf(row) }));
    return { data, total: rows.length, page, per_page };
  },
});

/** A user's organizations by name, read in a transaction of the identity scope. */
export async function organizationsOf(db: Db, userId: string): Promise<OrganizationRow[]> {
  return (await sql<OrganizationRow>`select * from organizations_of(${userId})`.execute(db)).rows;
}
