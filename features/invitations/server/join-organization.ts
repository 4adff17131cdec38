import type { UserActor } from "#access/actor.ts";
import type { TransactionContext } from "#access/operation.ts";
import { act } from "#access/says.ts";
import { statusOf, statusSentence } from "#access/status.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, conflict, forbidden } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { auditedRole } from "#features/members/server/audited-role.ts";
import { asRole } from "#features/members/server/say-role.ts";
import { hashToken } from "#platform/keys.ts";
import type { FoundInvitation } from "./find-invitation.ts";
import { changeInvitation } from "./send-invitation.ts";

/** Joining, whether somebody accepts or signs up by an invitation. */
export const joining = act({ name: "invitation.accept", says: (entry) => `accepted an invitation and joined${asRole(entry)}` });

/**
 * Makes somebody a member by an invitation.
 *
 * @param find looks the invitation up, while the organization's memberships are locked
 * @param needsProof whether the account must confirm its address before it joins by this one
 * @throws AppError 403 for another's address or one that is not confirmed, 409 used, ended, expired, full or a member already, 423
 */
export async function joinOrganization(
  { db, audit }: TransactionContext,
  organizationId: string,
  user: UserActor,
  find: (db: Db) => Promise<FoundInvitation>,
  needsProof: (invitation: FoundInvitation) => boolean,
): Promise<FoundInvitation> {
  await lockIfThere(db, organizationId);
  const invitation = await find(db);
  if (invitation.email !== user.label) throw forbidden("This invitation is for another e-mail address.");
  const already = await db
    .selectFrom("memberships")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  if (already) throw conflict("You belong to this organization already.");
  checkState(invitation);
  if (needsProof(invitation)) throw forbidden("Confirm your e-mail address first, then open this link again.");

  const id = newId("mem");
  await db.insertInto("memberships").values({ organization_id: organizationId, id, user_id: user.id, role: invitation.role }).execute();
  await changeInvitation(db, organizationId, invitation.id, { accepted_at: new Date() });
  await db
    .deleteFrom("handles")
    .where("organization_id", "=", organizationId)
    .where("kind", "=", "awaited_organization")
    .where("hash", "=", hashToken(user.id))
    .execute();
  if (invitation.role === "owner") {
    await db.updateTable("organizations").set({ awaits_owner: false }).where("id", "=", organizationId).execute();
  }
  audit({ target: { type: "membership", id, label: user.label }, after: { ...auditedRole(invitation), invitation: invitation.id } });
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
