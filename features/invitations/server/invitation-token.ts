import { randomBytes } from "node:crypto";
import { addHandle } from "#access/handles.ts";
import type { Db } from "#platform/database/transaction.ts";
import { hashToken } from "#platform/keys.ts";

/**
 * Makes another link of an invitation and stores its hash. The earlier ones go on working.
 *
 * @param mailed whether it goes to the invited address alone, and so proves it
 * @returns the token, 32 characters, which nobody can read again
 */
export async function mintInvitationToken(db: Db, organizationId: string, invitationId: string, mailed: boolean): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const hash = hashToken(token);
  await db.insertInto("invitation_tokens").values({ organization_id: organizationId, hash, invitation_id: invitationId, mailed }).execute();
  await addHandle(db, organizationId, "invitation", token);
  return token;
}

/** The page of an invitation. */
export const invitationLink = (appUrl: string, token: string) => `${appUrl}/invitations/${token}`;

/** Ends every link of an invitation: each leads to a page that says that a newer one was sent. */
export async function endInvitationTokens(db: Db, organizationId: string, invitationId: string): Promise<void> {
  await db
    .updateTable("invitation_tokens")
    .set({ ended_at: new Date() })
    .where("organization_id", "=", organizationId)
    .where("invitation_id", "=", invitationId)
    .where("ended_at", "is", null)
    .execute();
}
