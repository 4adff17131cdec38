import { networkOf } from "#platform/http/client-address.ts";
import type { Platform } from "#platform/platform.ts";
import { queueAccountMail } from "./send-account-mail.ts";

/** Somebody who mistypes or forgot that they have an account, and not a list of addresses that is tried out. */
const limit = { name: "sign-ups with taken addresses by network", points: 10, seconds: 3600, of: "sign-ups" };

/**
 * Before an address is looked up: a network that tried many taken ones learns of no further address whether it is.
 * @throws AppError `too_many`
 */
export const refuseProbing = ({ limits }: Platform, ip: string) => limits.check(limit, networkOf(ip));

/** Sign-up has to say that an address is taken: that is counted, and whoever has it is told. */
export async function noteTaken(platform: Platform, ip: string, email: string): Promise<void> {
  await queueAccountMail(platform, { kind: "address_taken", email });
  await platform.limits.take(limit, networkOf(ip));
}
