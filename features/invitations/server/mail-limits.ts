import { createHmac } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { deriveKey } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import type { Inviter } from "./inviter.ts";

/** Mails of invitations within a day. A recipient's are counted across organizations, an inviter's too. */
export const mailsPerDay = { organization: 500, inviter: 300, recipient: 5 };

/** Why an address is not mailed, in words that tell nothing of other organizations. */
const reasons = {
  declined: "This address does not take invitations.",
  recipient: "This address was invited often today. Try again tomorrow.",
  sender: "Too many invitations were sent today. Try again tomorrow.",
};

/**
 * Counts one mail to each address, in the database, so that the limits hold for all processes together and come back to
 * what they were if the transaction does not commit.
 *
 * @param emails each once, in lower case
 * @returns why an address is not to be mailed; it is absent where it may be
 */
export async function takeMails(
  platform: Platform,
  db: Db,
  organizationId: string,
  inviter: Pick<Inviter, "userId">,
  emails: readonly string[],
): Promise<Map<string, string>> {
  if (emails.length === 0) return new Map();
  const { appSecret } = platform;
  const max = platform.limits.on ? mailsPerDay : { organization: 1e9, inviter: 1e9, recipient: 1e9 };
  const recipients = emails.map((email) => hashRecipient(appSecret, email));
  const here = emails.map((email) => hashRecipient(appSecret, email, organizationId));
  const { rows } = await sql<{ answers: (keyof typeof reasons | null)[] }>`
    select take_invitation_mails(
      ${hashOf(appSecret, ["organization", organizationId])}, ${max.organization},
      ${hashOf(appSecret, ["inviter", inviter.userId])}, ${max.inviter},
      ${sql.val(recipients)}::text[], ${sql.val(here)}::text[], ${max.recipient}, interval '1 day'
    ) as answers`.execute(db);
  const answers = rows[0]?.answers ?? [];
  return new Map(emails.flatMap((email, i) => (answers[i] ? [[email, reasons[answers[i]]] as const] : [])));
}

/** From now on this address gets no invitation any more: of one organization, or of any. */
export async function stopMails(appSecret: string, db: Db, email: string, organizationId?: string): Promise<void> {
  await sql`select decline_invitations(${hashRecipient(appSecret, email, organizationId)})`.execute(db);
}

const hashRecipient = (appSecret: string, email: string, organizationId = "") => hashOf(appSecret, ["recipient", email, organizationId]);

/** Keyed, as addresses are quickly tried. */
function hashOf(appSecret: string, parts: readonly string[]): string {
  return createHmac("sha256", deriveKey(appSecret, "invitation limits")).update(parts.join("\n")).digest("hex");
}
