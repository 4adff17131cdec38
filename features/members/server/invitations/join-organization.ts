import type { UserActor } from "#access/actor.ts";
import type { TransactionContext } from "#access/operation.ts";
import { statusOf, statusSentence } from "#access/status.ts";
import { AppError, conflict, forbidden } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import { findInvitation, type Invitation } from "./find-invitation.ts";

/**
 * Makes somebody a member by the invitation of a link.
 *
 * @param asksProof whether a link that was passed on by hand needs an address that is confirmed
 * @throws AppError 404 unknown, 403 for another's address or one that is not confirmed, 409 used, expired or a member already, 423
 */
export async function joinOrganization(
  { db, audit }: TransactionContext,
  organizationId: string,
  token: string,
  user: UserActor,
  asksProof: boolean,
): Promise<Invitation> {
  await lockIfThere(db, organizationId);
  const invitation = await findInvitation(db, organizationId, token);
  if (invitation.email !== user.label) throw forbidden("This invitation is for another e-mail address.");
  const already = await db
    .selectFrom("memberships")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  if (already) throw conflict("You belong to this organization already.");
  checkState(invitation);
  if (asksProof && !invitation.mailed && !user.emailVerified)
    throw forbidden("Confirm your e-mail address first, then open this link again.");

  const id = newId("mem");
  await db.insertInto("memberships").values({ organization_id: organizationId, id, user_id: user.id, role: invitation.role }).execute();
  await db
    .updateTable("invitations")
    .set({ accepted_at: new Date() })
    .where("organization_id", "=", organizationId)
    .where("id", "=", invitation.id)
    .execute();
  if (invitation.role === "owner") {
    await db.updateTable("organizations").set({ awaits_owner: false }).where("id", "=", organizationId).execute();
  }
  audit({ target: { type: "membership", id, label: user.label }, after: { role: invitation.role, invitation: invitation.id } });
  return invitation;
}

/** @throws AppError 409 or 423 where an invitation cannot be accepted any more, or not now */
export function checkState({ state, organization }: Invitation): void {
  if (state === "accepted") throw conflict("This invitation was used already.");
  if (state === "declined") throw conflict("This invitation was declined.");
  if (state === "revoked") throw conflict("This invitation was taken back. Ask for a new one.");
  if (state === "replaced") throw conflict("A newer invitation was sent. Open its link instead of this one.");
  if (state === "expired") throw conflict("This invitation has expired. Ask for a new one.");
  if (state === "full") throw conflict("No seat is left in this organization. Ask whoever invited you.");
  if (state === "closed") throw new AppError("status_forbids", statusSentence(statusOf(organization)));
}
