import { networkOf } from "#platform/http/client-address.ts";
import type { Platform } from "#platform/platform.ts";

/** What strangers can repeat and no change of the account: written by itself, one row for a network and an hour. */
type Counted = { kind: "sign_in_failed" | "reset_asked"; email: string; ip: string; userAgent: string };

/** Notes it, if an account has the address. It takes the same time where none has. */
export async function countEvent(platform: Platform, { kind, email, ip, userAgent }: Counted): Promise<void> {
  const values = [email, kind, networkOf(ip), userAgent];
  await platform.database.identityPool.query("select count_account_event($1, $2, $3, $4)", values);
}
