import type { Also, AuditRecord } from "#access/audit.ts";
import type { Product } from "#access/product.ts";
import { endMemberships } from "#features/organizations/server/end-memberships.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Member } from "../contract.ts";
import { auditedRole } from "./audited-role.ts";

/**
 * Takes somebody out of an organization whose memberships are locked, whether they are removed, leave or close their
 * account. What features keep for a member (the invitations that they sent, their API keys) ends first.
 *
 * @returns what the audit log says of it, with the names of what ended
 * @throws as `endMemberships`, which says what else ends
 */
export async function endMembership(
  db: Db,
  { heldByMembers }: Pick<Product, "heldByMembers">,
  organizationId: string,
  member: Member,
): Promise<AuditRecord> {
  const ended: Record<string, string[]> = {};
  const told: Also[] = [];
  for (const { name, end } of heldByMembers) {
    const { names, also = [] } = await end(db, organizationId, member.id);
    told.push(...also);
    if (names.length > 0) ended[name] = names;
  }
  await endMemberships(db, organizationId, [member]);
  return {
    target: { type: "membership", id: member.id, label: member.user.email },
    before: { ...auditedRole(member), ...ended },
    after: null,
    also: told,
  };
}
