import { nameOfRole } from "#access/permissions.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { Member } from "../contract.ts";

/** The members of an organization with the person behind each; `present` makes a row what is sent. */
export function membersOf(db: Db, organizationId: string) {
  return db
    .selectFrom("memberships as m")
    .innerJoin("users as u", "u.id", "m.user_id")
    .leftJoin("custom_roles as r", (join) =>
      join.onRef("r.organization_id", "=", "m.organization_id").onRef("r.id", "=", "m.custom_role_id"),
    )
    .where("m.organization_id", "=", organizationId);
}

export const memberColumns = [
  "m.id",
  "m.role",
  "r.name as custom_role_name",
  "m.last_active_at",
  "m.created_at",
  "u.id as user_id",
  "u.email",
  "u.name",
] as const;

type Row = {
  id: string;
  role: string;
  custom_role_name: string | null;
  last_active_at: string;
  last_sign_in_at?: string | null;
  created_at: string;
  user_id: string;
  email: string;
  name: string;
};

export function presentMember({ id, role, custom_role_name, user_id, email, name, ...times }: Row): Member {
  return {
    id,
    role,
    role_name: nameOfRole(role, custom_role_name),
    user: { id: user_id, email, name },
    last_active_at: times.last_active_at,
    ...(times.last_sign_in_at === undefined ? {} : { last_sign_in_at: times.last_sign_in_at }),
    joined_at: times.created_at,
  };
}

/** @throws AppError 404 for somebody who is no member of this organization */
export async function findMember(db: Db, organizationId: string, membershipId: string): Promise<Member> {
  const row = await membersOf(db, organizationId).select(memberColumns).where("m.id", "=", membershipId).executeTakeFirst();
  if (!row) throw notFound();
  return presentMember(row);
}
