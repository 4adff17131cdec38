import type { UserActor } from "#access/actor.ts";
import { sendInstallationJob } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { requestFrom } from "#platform/work.ts";
import { endLinks } from "./account-mails.ts";
import { endSessions } from "./confirm-email.ts";
import { sendAccountMail } from "./send-account-mail.ts";

/**
 * What was mailed before a password changed opens nothing any more, and the owner is told.
 * @param onlySessionId the session that was begun where all others were ended: no other device is known then
 */
export async function afterPasswordChange(platform: Platform, user: UserActor, onlySessionId: string | null): Promise<void> {
  await leaveTenant(platform, "a password changed: links and sessions of the account end").identity(async ({ db, asQueue }) => {
    await endLinks(db, user.id);
    if (onlySessionId) await endSessions(db, user.id, onlySessionId);
    const told = { kind: "password_changed" as const, email: user.label, ip: requestFrom()?.ip || null };
    await sendInstallationJob(platform, sendAccountMail, told, { asQueue });
  });
}
