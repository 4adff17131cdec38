import { permissionsOf } from "#access/permissions.ts";
import type { Db } from "#platform/database/transaction.ts";
import { forbidden } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { membersOf } from "#features/members/server/find-member.ts";
import type { Giver } from "#features/members/server/lock-as-giver.ts";

/** The member who answers for an invitation: it lets in only those whom they may still invite. */
export type Inviter = { membershipId: string; userId: string; name: string };

/**
 * Who invites: the person signed in, or the maker of the key that asks.
 *
 * @param giver the caller, with the organization's memberships locked
 * @throws AppError 403 where mail leaves the installation and their own address is not confirmed
 */
export async function findInviter(platform: Platform, db: Db, organizationId: string, giver: Giver): Promise<Inviter> {
  const row = await membersOf(db, organizationId)
    .select(["m.id as membershipId", "u.id as userId", "u.name", "u.email_verified"])
    .where("m.id", "=", giver.membershipId ?? "")
    .executeTakeFirst();
  if (!row) throw forbidden("Only a member of the organization invites others.");
  const { email_verified, ...inviter } = row;
  if (platform.mail.mode === "smtp" && !email_verified) {
    throw forbidden("Confirm your e-mail address before you invite others. The link is in the mail that you got when you signed up.");
  }
  return inviter;
}

/** What an invitation stands on: its role and its inviter's, each with what was ticked where the organization made it. */
export type Standing = {
  role: string;
  ticked: string[] | null;
  invited_by_name: string | null;
  inviter_role: string | null;
  inviter_ticked: string[] | null;
};

/**
 * Whether somebody still answers for an invitation: its inviter belongs to the organization and may do whatever the
 * role may. The operator's has no inviter and stands on its own.
 */
export function isAnsweredFor({ role, ticked, invited_by_name, inviter_role, inviter_ticked }: Standing): boolean {
  if (invited_by_name === null) return true;
  if (inviter_role === null) return false;
  const own = permissionsOf(inviter_role, inviter_ticked);
  return own.has("member:invite") && [...permissionsOf(role, ticked)].every((permission) => own.has(permission));
}
