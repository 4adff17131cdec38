import type { AuditRecord } from "#access/audit.ts";
import { keepOneOrganization } from "#features/organizations/server/ensure-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Member } from "../contract.ts";
import { revokeInvitationsOf } from "./invitations/revoke-invitations-of.ts";
import { auditedRole } from "./audited-role.ts";

/**
 * Takes somebody out of an organization whose memberships are locked, and with him the invitations that he sent. Who is
 * then in none gets one of his own, in the same transaction.
 *
 * @returns what the audit log says of it
 * @throws the database's BC001, which is answered 409, for the last Owner
 */
export async function endMembership(db: Db, organizationId: string, member: Member): Promise<AuditRecord> {
  const revoked = await revokeInvitationsOf(db, organizationId, member.id);
  await db.deleteFrom("memberships").where("organization_id", "=", organizationId).where("id", "=", member.id).execute();
  await keepOneOrganization(db, member.user);
  return {
    target: { type: "membership", id: member.id, label: member.user.email },
    before: { ...auditedRole(member), ...(revoked.length > 0 ? { invitations: revoked } : {}) },
    after: null,
  };
}
