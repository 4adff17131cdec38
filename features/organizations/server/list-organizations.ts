import { sql } from "kysely";
import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { nameOfRole } from "#access/permissions.ts";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { statusOf, type OrganizationFacts } from "#access/status.ts";
import { OrganizationCard } from "../contract.ts";

/** A row of the database's `organizations_of`, in which `total` counts all that the query finds. */
type OrganizationRow = OrganizationFacts & {
  role: string;
  /** Null for a role of the product. */
  role_name: string | null;
  member_count: number;
  project_count: number;
  created_at: string;
  last_active_at: string;
  total: number;
};

export const listOrganizations = operation({
  name: "organization.list",
  summary: "The caller's organizations, the one that was used last first; all, or those whose name holds some words.",
  scope: "account",
  kind: "read",
  input: PageQuery.extend({ query: z.string().trim().max(200).optional() }),
  output: Page(OrganizationCard),
  example: () => ({}),
  async run({ db, actor }, { page, per_page, query = "" }) {
    const read = async (limit: number, offset: number) =>
      (await sql<OrganizationRow>`select * from organizations_of(${actor.id}, ${query}, ${limit}, ${offset}, true)`.execute(db)).rows;
    const rows = await read(per_page, (page - 1) * per_page);
    // A page behind the last one has no row that could carry the total.
    const first = rows[0] ?? (page > 1 ? (await read(1, 0))[0] : undefined);
    const data = rows.map((row) => ({ ...row, role_name: nameOfRole(row.role, row.role_name), status: statusOf(row) }));
    return { data, total: first?.total ?? 0, page, per_page };
  },
});

/** All organizations of a user, without their counts; read in a transaction of the identity scope. */
export async function organizationsOf(db: Db, userId: string): Promise<Omit<OrganizationRow, "member_count" | "project_count">[]> {
  return (await sql<OrganizationRow>`select * from organizations_of(${userId}, '', null, 0, false)`.execute(db)).rows;
}
