import { sql } from "kysely";
import { nameOfRole } from "#access/permissions.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { membersOf } from "#features/members/server/find-member.ts";
import type { MemberWithoutFactor, Security } from "../contract.ts";

/** What the organization asks for at its door, and who would not pass. */
export async function findSecurity(db: Db, { env }: Platform, organizationId: string): Promise<Security> {
  const policy = await findPolicy(db, organizationId);
  return {
    second_factor_from: policy?.second_factor_from ?? null,
    operator_second_factor_from: env.secondFactorFrom ?? null,
    members_without: await membersWithout(db, organizationId),
    version: Number(policy?.version ?? 0),
  };
}

export const findPolicy = (db: Db, organizationId: string) =>
  db
    .selectFrom("security_policies")
    .select(["second_factor_from", "told_days", "version"])
    .where("organization_id", "=", organizationId)
    .executeTakeFirst();

/** Members without a second factor, by name, with the keys that they have created. */
export async function membersWithout(db: Db, organizationId: string): Promise<MemberWithoutFactor[]> {
  const rows = await membersOf(db, organizationId)
    .where("u.second_factor", "=", false)
    .select(["m.id as membership_id", "u.name", "u.email", "m.role", "r.name as custom_role_name"])
    .select(
      sql<
        string[]
      >`array(select k.name from api_keys k where k.organization_id = m.organization_id and k.membership_id = m.id order by k.id)`.as(
        "api_keys",
      ),
    )
    .orderBy(sql`lower(u.name)`)
    .orderBy("m.id")
    .execute();
  return rows.map(({ role, custom_role_name, ...row }) => ({ ...row, role_name: nameOfRole(role, custom_role_name) }));
}
