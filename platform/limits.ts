import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Env } from "./env.ts";
import { AppError } from "./errors.ts";
import { networksOf } from "./http/client-address.ts";
import { hasMailbox } from "./mail/open.ts";
import { asSentence, say, type Sentence } from "./sentence.ts";

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
  /** Takes one act off again, where it turned out not to be of the kind that is limited. */
  giveBack(limit: Limit, key: string): Promise<void>;
  /**
   * Counts one act by the network that it comes from. A caller with one IPv6 address has 2^64 of them and may have 2^80: each
   * /64 may do what an IPv4 address may, and all of a /48 together four times as much.
   *
   * @param about counts apart what each network does about this, such as one account
   * @throws AppError `too_many` with the seconds to wait
   */
  takeFrom(limit: Limit, ip: string, about?: string): Promise<void>;
  giveBackFrom(limit: Limit, ip: string, about?: string): Promise<void>;
};

const widePoints = 4;

/** The one place that slows callers down. RATE_LIMIT=off is obeyed only where the mailbox would be. */
export function openLimits(env: Env): Limits {
  const on = env.rateLimit || !hasMailbox(env);
  const limiters = new Map<string, RateLimiterMemory>();

  function limiterOf({ name, points, seconds }: Limit): RateLimiterMemory {
    const limiter = limiters.get(name) ?? new RateLimiterMemory({ points, duration: seconds });
    limiters.set(name, limiter);
    return limiter;
  }

  async function take(limit: Limit, key: string): Promise<void> {
    if (!on) return;
    try {
      await limiterOf(limit).consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw new AppError("too_many", say`Too many ${asSentence(limit.of ?? "tries")}. Try again in ${sayMinutes(retryAfterSeconds)}.`, {
        retryAfterSeconds,
      });
    }
  }

  async function giveBack(limit: Limit, key: string): Promise<void> {
    if (on) await limiterOf(limit).reward(key);
  }

  return {
    on,
    take,
    giveBack,
    async takeFrom(limit, ip, about = "") {
      for (const counted of countedBy(limit, ip, about)) await take(...counted);
    },
    async giveBackFrom(limit, ip, about = "") {
      for (const counted of countedBy(limit, ip, about)) await giveBack(...counted);
    },
  };
}

/** The limits of an address's networks, the narrowest first. */
function countedBy(limit: Limit, ip: string, about: string): [limit: Limit, key: string][] {
  const [narrow, wide] = networksOf(ip);
  const counted: [Limit, string][] = [[limit, `${narrow} ${about}`]];
  if (wide) counted.push([{ ...limit, name: `${limit.name}, wide`, points: limit.points * widePoints }, `${wide} ${about}`]);
  return counted;
}

function sayMinutes(seconds: number): Sentence {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? asSentence("a minute") : say`${minutes} minutes`;
}
