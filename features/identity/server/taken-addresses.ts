import type { Platform } from "#platform/platform.ts";
import { addressTaken, saysTaken } from "./errors.ts";
import { queueAccountMail } from "./send-account-mail.ts";

/** Somebody who mistypes or forgot that they have an account, and not a list of addresses that is tried out. */
const limit = { name: "sign-ups with taken addresses", points: 10, seconds: 3600, of: "sign-ups" };

/**
 * Signs up. A network that tried many taken addresses learns of no further one whether it is; an address that nobody had,
 * and a sign-up that failed on our side, do not count. Sign-up has to say that an address is taken; its owner is told.
 *
 * @throws AppError `too_many`, 422 for a taken address, 503 where the account could not be created
 */
export async function refuseTaken<Answer extends { response: Response }>(
  platform: Platform,
  { email, ip }: { email: string; ip: string },
  signUp: () => Promise<Answer>,
): Promise<Answer> {
  await platform.limits.takeFrom(limit, ip);
  let isTaken = false;
  try {
    const answer = await signUp();
    isTaken = await saysTaken(platform, answer.response, email);
    if (!isTaken) return answer;
  } finally {
    if (!isTaken) await platform.limits.giveBackFrom(limit, ip);
  }
  await queueAccountMail(platform, { kind: "address_taken", email });
  throw addressTaken();
}
