import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { makeUnmailedLink } from "./account-mails.ts";

/**
 * The link that the mail about a forgotten password would hold, for the operator to hand over: it works once, for an hour.
 * @returns null where no account has this address
 */
export function makeResetLink(platform: Platform, email: string): Promise<string | null> {
  return leaveTenant(platform, "the operator hands over a link that sets a password").identity(async ({ db }) => {
    const user = await db.selectFrom("users").select("id").where("email", "=", email).executeTakeFirst();
    if (!user) return null;
    return `${platform.env.appUrl}/reset-password?token=${await makeUnmailedLink(db, "reset_password", user.id)}`;
  });
}
