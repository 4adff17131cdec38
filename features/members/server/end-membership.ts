import type { AuditRecord } from "#access/audit.ts";
import { keepOneOrganization } from "#features/organizations/server/ensure-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Member } from "../contract.ts";
import { revokeInvitationsOf } from "./revoke-invitations-of.ts";
import { auditedRole } from "./audited-role.ts";

/**
 * Takes somebody out of an organization whose memberships are locked, and with them the invitations that they sent. Who is
 * then in none gets one of his own, in the same transaction.
 *
 * @returns what the audit log says of it
 * @throws the database's BC001, which is answered 409, for the last Owner
 */
export async function endMembership(db: Db, organizationId: string, member: Member): Promise<AuditRecord> {
  const ended = await endWhatIsHeld(db, organizationId, member.id);
  await db.deleteFrom("memberships").where("organization_id", "=", organizationId).where("id", "=", member.id).execute();
  await keepOneOrganization(db, member.user);
  return {
    target: { type: "membership", id: member.id, label: member.user.email },
    before: { ...auditedRole(member), ...ended },
    after: null,
  };
}

/**
 * Ends what stands on a membership: the pending invitations it sent, at once, and its API keys, which go with its row.
 *
 * @returns both by name, for the entry that says of the end
 */
export async function endWhatIsHeld(
  db: Db,
  organizationId: string,
  membershipId: string,
): Promise<{ invitations?: string[]; api_keys?: string[] }> {
  const invitations = await revokeInvitationsOf(db, organizationId, membershipId);
  const keys = await db
    .selectFrom("api_keys")
    .select("name")
    .where("organization_id", "=", organizationId)
    .where("membership_id", "=", membershipId)
    .orderBy("id")
    .execute();
  return {
    ...(invitations.length > 0 ? { invitations } : {}),
    ...(keys.length > 0 ? { api_keys: keys.map(({ name }) => name) } : {}),
  };
}
