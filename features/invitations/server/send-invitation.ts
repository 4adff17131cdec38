import type { TransactionContext } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { invitationLink, mintInvitationToken } from "./invitation-token.ts";
import { mailInvitation } from "./mail-invitation.ts";

/** How an invitation went out; where nothing is mailed, the link that whoever invites passes on, shown this once. */
export type Sent = { outcome: "sent" | "not_mailed"; link: string | null };

/** Seven days from now, by which a member's invitation is to be accepted. */
export const newExpiry = () => new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);

/** Sends the link of an invitation, or answers it. The mail is a job that exists only if the transaction commits. */
export async function sendInvitation(
  { db, send, platform }: Pick<TransactionContext, "db" | "send"> & { platform: Platform },
  organizationId: string,
  invitationId: string,
): Promise<Sent> {
  if (platform.mail.mode === "none") {
    const token = await mintInvitationToken(db, organizationId, invitationId, false);
    return { outcome: "not_mailed", link: invitationLink(platform.env.appUrl, token) };
  }
  await changeInvitation(db, organizationId, invitationId, { last_sent_at: new Date() });
  await send(mailInvitation, { invitation_id: invitationId });
  return { outcome: "sent", link: null };
}

type Change = Partial<{
  role: string;
  inviter_membership_id: string;
  invited_by_name: string;
  expires_at: Date;
  accepted_at: Date;
  revoked_at: Date;
  declined_at: Date;
  last_sent_at: Date;
  asked_at: Date;
}>;

/** Changes what is stored of one invitation. */
export async function changeInvitation(db: Db, organizationId: string, invitationId: string, change: Change): Promise<void> {
  await db.updateTable("invitations").set(change).where("organization_id", "=", organizationId).where("id", "=", invitationId).execute();
}
