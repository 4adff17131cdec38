import { sendInstallationJob } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { lockUser } from "../account-mails.ts";
import { endSessions } from "../confirm-email.ts";
import { sendAccountMail } from "../send-account-mail.ts";
import { tellStreams } from "../tell-streams.ts";

/**
 * Takes every second factor from an account that has lost them, for the operator. Sessions end with them: on a lost device
 * there may be one.
 *
 * @returns how many there were
 */
export async function resetFactors(platform: Platform, user: { id: string; email: string }): Promise<number> {
  const removed = await leaveTenant(platform, "the operator resets the second factors of an account").identity(async ({ db, asQueue }) => {
    await lockUser(db, user.id);
    const { numDeletedRows } = await db.deleteFrom("factors").where("user_id", "=", user.id).executeTakeFirstOrThrow();
    await endSessions(db, user.id);
    await sendInstallationJob(
      platform,
      sendAccountMail,
      { kind: "factors_changed", email: user.email, change: "factors_reset" },
      { asQueue },
    );
    return Number(numDeletedRows);
  });
  await tellStreams(platform, user.id);
  return removed;
}
