import type { AuditRecord } from "#access/audit.ts";
import { keepOneOrganization } from "#features/organizations/server/ensure-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Member } from "../contract.ts";
import { auditedRole } from "./audited-role.ts";

/**
 * Takes somebody out of an organization whose memberships are locked. Who is then in none gets one of his own, in the
 * same transaction.
 *
 * @returns what the audit log says of it
 * @throws the database's BC001, which is answered 409, for the last Owner
 */
export async function endMembership(db: Db, organizationId: string, member: Member): Promise<AuditRecord> {
  const keys = await keysOf(db, organizationId, member.id);
  await db.deleteFrom("memberships").where("organization_id", "=", organizationId).where("id", "=", member.id).execute();
  await keepOneOrganization(db, member.user);
  return {
    target: { type: "membership", id: member.id, label: member.user.email },
    before: { ...auditedRole(member), ...keys },
    after: null,
  };
}

/** The API keys that end with a membership, for the entry that says of its end. */
export async function keysOf(db: Db, organizationId: string, membershipId: string): Promise<{ api_keys?: string[] }> {
  const keys = await db
    .selectFrom("api_keys")
    .select("name")
    .where("organization_id", "=", organizationId)
    .where("membership_id", "=", membershipId)
    .orderBy("id")
    .execute();
  return keys.length > 0 ? { api_keys: keys.map(({ name }) => name) } : {};
}
