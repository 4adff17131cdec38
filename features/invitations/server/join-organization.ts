import type { UserActor } from "#access/actor.ts";
import { ensureHandle, removeHandle } from "#access/handles.ts";
import type { TransactionContext } from "#access/operation.ts";
import { act } from "#access/says.ts";
import { statusOf, statusSentence } from "#access/status.ts";
import { awaitOwnerNoMore } from "#features/organizations/server/insert-organization.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, conflict, forbidden } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { addMember } from "#features/members/server/add-member.ts";
import { auditedRole } from "#features/members/server/audited-role.ts";
import { asRole } from "#features/members/server/say-role.ts";
import { findInvitation, findInvitationOf, needsProof, type FoundInvitation } from "./find-invitation.ts";
import { changeInvitation } from "./send-invitation.ts";

/** Joining, whether somebody accepts or signs up by an invitation. */
export const joining = act({ name: "invitation.accept", says: (entry) => `accepted an invitation and joined${asRole(entry)}` });

/** Who joins what. With a token the invitation is that of the link, else the one of the account's address. */
export type Joining = { platform: Platform; organizationId: string; user: UserActor; token?: string };

/**
 * Makes somebody a member by an invitation, which is looked up while the organization's memberships are locked.
 *
 * @returns the role that they have now
 * @throws AppError 403 for another's address or one that is not confirmed, 409 used, ended, expired, full or a member already, 423
 */
export async function joinOrganization({ db, audit }: TransactionContext, joins: Joining): Promise<string> {
  const { platform, organizationId, user } = joins;
  await lockIfThere(db, organizationId);
  const invitation = await lookUp(db, joins);
  if (invitation.email !== user.label) throw forbidden("This invitation is for another e-mail address.");
  const already = await db
    .selectFrom("memberships")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  if (already) throw conflict("You belong to this organization already.");
  checkState(invitation);
  if (needsProof(platform, invitation, user)) throw forbidden("Confirm your e-mail address first, then open this link again.");

  const id = await addMember(db, organizationId, { userId: user.id, role: invitation.role });
  await changeInvitation(db, organizationId, invitation.id, { accepted_at: new Date() });
  await removeHandle(db, organizationId, "awaited_organization", user.id);
  if (invitation.role === "owner") {
    await awaitOwnerNoMore(db, organizationId);
  }
  audit({ target: { type: "membership", id, label: user.label }, after: { ...auditedRole(invitation), invitation: invitation.id } });
  return invitation.role;
}

/** Lets a new account wait to join until its address is confirmed. @throws AppError 409 or 423 where it could not join by then */
export async function waitToJoin({ db, audit }: TransactionContext, joins: Joining): Promise<string> {
  const invitation = await lookUp(db, joins);
  checkState(invitation);
  await ensureHandle(db, joins.organizationId, "awaited_organization", joins.user.id);
  audit(null);
  return invitation.role;
}

async function lookUp(db: Db, { platform, organizationId, user, token }: Joining): Promise<FoundInvitation> {
  if (token !== undefined) return findInvitation(platform, db, organizationId, token);
  const invitation = await findInvitationOf(platform, db, organizationId, user.label);
  if (!invitation) throw conflict("This invitation is over.");
  return invitation;
}

/** @throws AppError 409 or 423 where an invitation cannot be accepted any more, or not now */
export function checkState({ state, organization }: Pick<FoundInvitation, "state" | "organization">): void {
  if (state === "accepted") throw conflict("This invitation was used already.");
  if (state === "declined") throw conflict("This invitation was declined.");
  if (state === "revoked") throw conflict("This invitation was revoked. Ask for a new one.");
  if (state === "replaced") throw conflict("A newer invitation was sent. Open the link in the newest mail.");
  if (state === "expired") throw conflict("This invitation has expired. Ask for a new one.");
  if (state === "full") throw conflict("This organization has no seat left. Ask the person who invited you to make room.");
  if (state === "closed") throw new AppError("status_forbids", statusSentence(statusOf(organization)));
}
