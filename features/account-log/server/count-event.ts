import { leaveTenant } from "#access/leave-tenant.ts";
import { networkOf } from "#platform/http/client-address.ts";
import type { Platform } from "#platform/platform.ts";
import { requestFrom } from "#platform/work.ts";

/** What strangers can repeat and no change of the account: written by itself, one row for a network and an hour. */
type Counted = "sign_in_failed" | "reset_asked" | "second_factor_failed";

/**
 * Notes it, if an account has the address. It takes the same time where none has. What it notes stands, whether it could
 * be noted or not.
 */
export async function countEvent(platform: Platform, kind: Counted, email: string): Promise<void> {
  const { ip = "", userAgent = "" } = requestFrom() ?? {};
  await leaveTenant(platform, "the log of an account that has an address")
    .identityPool.query("select count_account_event($1, $2, $3, $4)", [email, kind, networkOf(ip), userAgent])
    .catch((error: unknown) => platform.log.error({ err: error, kind }, "the account log was not written"));
}
