import type { Platform } from "#platform/platform.ts";
import { queueAccountMail } from "./send-account-mail.ts";

/** Somebody who mistypes or forgot that they have an account, and not a list of addresses that is tried out. */
const limit = { name: "sign-ups with taken addresses", points: 10, seconds: 3600, of: "sign-ups" };

/**
 * Before an address is looked up: a network that tried many taken ones learns of no further address whether it is.
 * @throws AppError `too_many`
 */
export const refuseProbing = ({ limits }: Platform, ip: string) => limits.takeFrom(limit, ip);

/** An address that nobody had does not count. */
export const forgiveFree = ({ limits }: Platform, ip: string) => limits.giveBackFrom(limit, ip);

/** Sign-up has to say that an address is taken; whoever has it is told. */
export const tellTaken = (platform: Platform, email: string) => queueAccountMail(platform, { kind: "address_taken", email });
