import type { Actor } from "#access/actor.ts";
import type { Permission } from "#access/permissions.ts";
import type { Db } from "#platform/database/transaction.ts";
import { forbidden } from "#platform/errors.ts";
import { findRole } from "#features/members/server/find-role.ts";
import { isAbove } from "#features/members/server/grantable-role.ts";
import { lockAsGiver, type Giver } from "#features/members/server/lock-as-giver.ts";
import { findOpenInvitation, type InvitationRow } from "./present-invitation.ts";

/**
 * An open invitation that the caller may change, while it is locked against whoever accepts it.
 *
 * @throws AppError 404 where it is not open, 403 for one with a role above the caller's, or the operator's
 */
export async function lockInvitation(
  db: Db,
  organizationId: string,
  by: { actor: Actor; permissions: ReadonlySet<Permission> },
  invitationId: string,
): Promise<{ giver: Giver; invitation: InvitationRow }> {
  const giver = await lockAsGiver(db, organizationId, by.actor, by.permissions, "member:invite");
  const invitation = await findOpenInvitation(db, organizationId, invitationId);
  if (invitation.invited_by_name === null)
    throw forbidden("The operator of this installation sent this invitation, and only they can revoke it.");
  if (isAbove(await findRole(db, organizationId, invitation.role), giver)) throw forbidden("The role of this invitation is above yours.");
  return { giver, invitation };
}
