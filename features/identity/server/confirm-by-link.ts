import type { UserActor } from "#access/actor.ts";
import { sendInstallationJob } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict, forbidden } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import type { EmailConfirmed } from "../contract.ts";
import { deadLink, endLinks, findLink, lockUser, spendLink } from "./account-mails.ts";
import { confirmEmail, endSessions } from "./confirm-email.ts";
import { sendAccountMail } from "./send-account-mail.ts";
import { tellStreams } from "./tell-streams.ts";

/**
 * Does what a mailed link is for, once the account's own session asks for it: confirms the address, or makes a new one the
 * account's. Either ends the account's other sessions where it was not confirmed so before.
 *
 * @throws AppError 422 at `token` for a link that is used, too old or unknown, 403 for one of another account, 409 where
 *   another account has the new address by now
 */
export async function confirmByLink(platform: Platform, actor: UserActor, token: string): Promise<EmailConfirmed> {
  const confirmed = await leaveTenant(platform, "an account confirms or changes its address")
    .identity(async ({ db, asQueue }): Promise<EmailConfirmed> => {
      const link = await findLink(db, token);
      if (!link || link.kind === "reset_password" || link.email === null) throw deadLink();
      if (link.userId !== actor.id) throw forbidden("This link is for another account. Sign in with that one, and open it again.");
      if (!(await lockUser(db, actor.id)) || !(await spendLink(db, token))) throw deadLink();
      const { kind, email } = link;
      if (kind === "confirm_address") {
        if (email !== actor.label) throw deadLink();
        return { kind, email, first: await confirmEmail(db, { id: actor.id, email, sessionId: actor.sessionId }) };
      }
      await changeAddress(db, actor, email);
      await sendInstallationJob(platform, sendAccountMail, { kind: "address_changed", email: actor.label, new_email: email }, { asQueue });
      return { kind, email, first: !actor.emailVerified };
    })
    .catch((error: unknown) => {
      throw isTaken(error) ? conflict("Another account has this address now.") : error;
    });
  await tellStreams(platform, actor.id);
  return confirmed;
}

async function changeAddress(db: Db, { id, sessionId }: UserActor, email: string): Promise<void> {
  await db.updateTable("users").set({ email, email_verified: true, updated_at: new Date() }).where("id", "=", id).execute();
  await endSessions(db, id, sessionId);
  await endLinks(db, id);
}

const isTaken = (error: unknown) => (error as { code?: unknown } | null)?.code === "23505";
