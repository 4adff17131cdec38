import type { Actor } from "#access/actor.ts";
import type { TransactionContext } from "#access/operation.ts";
import { conflict } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { invitationLink, mintInvitationToken } from "./invitation-token.ts";
import { mailInvitation } from "./mail-invitation.ts";

/** How an invitation went out; where nothing is mailed, the link that whoever invites passes on, shown this once. */
export type InvitationOutcome = { invitation_id: string; outcome: "sent" | "not_mailed"; link: string | null };

/**
 * Invites an organization's first Owner, in the transaction of whoever does so. The invitation does not end by itself,
 * and the mail is a job that exists only if the transaction commits.
 *
 * @param email as the contract's `Email` makes it: trimmed, in lower case
 * @param by whose name the invitation shows; none for the operator
 * @throws AppError 409 while an invitation to this address is pending
 */
export async function inviteOwner(
  { db, send, platform }: Pick<TransactionContext, "db" | "send"> & { platform: Platform },
  organizationId: string,
  email: string,
  by: Actor,
): Promise<InvitationOutcome> {
  const id = newId("inv");
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("invitations")
    .values({ organization_id: organizationId, id, email, role: "owner", invited_by_name: by.type === "user" ? by.name : null })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) throw conflict("This address is invited already.");
  if (platform.mail.mode === "none") {
    const token = await mintInvitationToken(db, organizationId, id, false);
    return { invitation_id: id, outcome: "not_mailed", link: invitationLink(platform.env.appUrl, token) };
  }
  await send(mailInvitation, { invitation_id: id });
  return { invitation_id: id, outcome: "sent", link: null };
}
