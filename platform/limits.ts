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
  /**
   * Counts nothing.
   * @throws AppError as the next act would
   */
  check(limit: Limit, key: string): Promise<void>;
};

/** The one place that slows callers down. RATE_LIMIT=off is obeyed only where the mailbox would be. */
export function openLimits(env: Env): Limits {
  if (!env.rateLimit && hasMailbox(env)) return { on: false, take: async () => {}, check: async () => {} };
  const limiters = new Map<string, RateLimiterMemory>();
  const limiterOf = ({ name, points, seconds }: Limit) => {
    const limiter = limiters.get(name) ?? new RateLimiterMemory({ points, duration: seconds });
    limiters.set(name, limiter);
    return limiter;
  };
  return {
    on: true,
    async take(limit, key) {
      try {
        await limiterOf(limit).consume(key);
      } catch (refused) {
        throw refused instanceof RateLimiterRes ? tooMany(limit, refused) : refused;
      }
    },
    async check(limit, key) {
      const counted = await limiterOf(limit).get(key);
      if (counted && counted.consumedPoints >= limit.points) throw tooMany(limit, counted);
    },
  };
}

function tooMany({ of = "tries" }: Limit, { msBeforeNext }: RateLimiterRes): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new AppError("too_many", `Too many ${of}. Try again in ${sayMinutes(retryAfterSeconds)}.`, { retryAfterSeconds });
}

function sayMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
