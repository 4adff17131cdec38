import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Env } from "./env.ts";
import { AppError } from "./errors.ts";
import { hasMailbox } from "./mail/open.ts";

/** How often something may be done by one key: `points` in `seconds`, counted in this process. */
export type Limit = {
  name: string;
  points: number;
  seconds: number;
  /** What there are too many of, as it is said; "tries" otherwise. */
  of?: string;
};

export type Limits = {
  /** Whether anything is limited at all. */
  readonly on: boolean;
  /**
   * Counts one act.
   * @throws AppError `too_many` with the seconds to wait
   */
  take(limit: Limit, key: string): Promise<void>;
};

/** The one place that slows callers down. RATE_LIMIT=off is obeyed only where the mailbox would be. */
export function openLimits(env: Env): Limits {
  if (!env.rateLimit && hasMailbox(env)) return { on: false, take: async () => {} };
  const limiters = new Map<string, RateLimiterMemory>();
  return {
    on: true,
    async take({ name, points, seconds, of = "tries" }, key) {
      const limiter = limiters.get(name) ?? new RateLimiterMemory({ points, duration: seconds });
      limiters.set(name, limiter);
      try {
        await limiter.consume(key);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw new AppError("too_many", `Too many ${of}. Try again in ${sayMinutes(retryAfterSeconds)}.`, { retryAfterSeconds });
      }
    },
  };
}

function sayMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
