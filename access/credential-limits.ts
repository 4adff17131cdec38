import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import type { Caller } from "./caller.ts";

/** Ten a second on average: an import, but not a runaway loop. */
export const keyRequests = { name: "requests by key", points: 600, seconds: 60, of: "requests with this key" };
/** As much for one session: a page with many parts, or several tabs of it. */
export const sessionRequests = { name: "requests by session", points: 600, seconds: 60, of: "requests in this session" };
/** For callers who send keys that are none. The right ones of the same network still work. */
export const wrongKeys = { name: "wrong keys by network", points: 60, seconds: 60, of: "requests with a key that is not known here" };

/**
 * Finds out who calls, once for a request: a stream that looks again whether it may stay open is not counted.
 *
 * @throws AppError `too_many` with the seconds to wait, or what `whoCalls` throws
 */
export async function countCaller<Found extends Caller>(
  { limits }: Platform,
  ip: string,
  whoCalls: () => Promise<Found | null>,
): Promise<Found | null> {
  const caller = await whoCalls().catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === "unauthenticated") await limits.takeFrom(wrongKeys, ip);
    throw error;
  });
  if (caller?.actor.type === "api_key") await limits.take(keyRequests, caller.actor.id);
  if (caller?.actor.type === "user") await limits.take(sessionRequests, caller.actor.sessionId);
  return caller;
}
