import { hashPassword } from "better-auth/crypto";
import { sendInstallationJob } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { requestFrom } from "#platform/work.ts";
import { deadLink, endLinks, findLink, lockUser, spendLink, type FoundLink } from "./account-mails.ts";
import { endSessions } from "./confirm-email.ts";
import { sendAccountMail } from "./send-account-mail.ts";
import { tellStreams } from "./tell-streams.ts";

/**
 * Ends every API key of an account, in each of its organizations, which are told of it in their audit logs. app.ts hands
 * it to identity, which stands above.
 */
export type EndKeys = (platform: Platform, db: Db, user: { id: string; email: string }) => Promise<void>;

/**
 * Gives an account the password that the holder of its link chose. Everybody who was signed in is out: its sessions,
 * API keys and open links end in the same transaction, so that none outlives the old password. A mailed link proves the
 * address as well.
 *
 * @throws AppError 422 at `token` for a link that is used, too old or unknown
 */
export async function resetPassword(platform: Platform, reset: { token: string; newPassword: string }, endKeys: EndKeys): Promise<void> {
  const { token, newPassword } = reset;
  const link = await leaveTenant(platform, "what a mailed link is for").identity(({ db }) => findLink(db, token), "read");
  if (link?.kind !== "reset_password" || link.state !== "open") throw deadLink();
  const hash = await hashPassword(newPassword);
  await leaveTenant(platform, "a new password ends the API keys of its account in every organization").system(async ({ db, asQueue }) => {
    const user = await lockUser(db, link.userId);
    if (!user || !(await spendLink(db, token))) throw deadLink();
    await setPassword(db, user.id, hash);
    await endSessions(db, user.id);
    await endKeys(platform, db, user);
    await endLinks(db, user.id);
    await proveAddress(db, user, link);
    const told = { kind: "password_changed" as const, email: user.email, ip: requestFrom()?.ip || null };
    await sendInstallationJob(platform, sendAccountMail, told, { asQueue });
  });
  await tellStreams(platform, link.userId);
}

/** As better-auth keeps it; an account that came by Google gets its first one. */
async function setPassword(db: Db, userId: string, hash: string): Promise<void> {
  await db
    .insertInto("accounts")
    .values({ id: newId("acc"), user_id: userId, account_id: userId, provider_id: "credential", password: hash })
    .onConflict((clash) => clash.columns(["provider_id", "account_id"]).doUpdateSet({ password: hash, updated_at: new Date() }))
    .execute();
}

async function proveAddress(db: Db, user: { id: string; email: string }, link: FoundLink): Promise<void> {
  if (link.email !== user.email) return;
  await db.updateTable("users").set({ email_verified: true, updated_at: new Date() }).where("id", "=", user.id).execute();
}
