import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "#platform/errors.ts";
import { hasMailbox } from "#platform/mail/open.ts";
import type { Platform } from "#platform/platform.ts";

/** Tries per caller's address and, where one is named, per account; the time in seconds after which they are forgotten. */
const rules = {
  "/sign-in/email": { perAddress: 100, perAccount: 10, seconds: 300 },
  "/sign-up/email": { perAddress: 30, perAccount: 10, seconds: 3600 },
  "/request-password-reset": { perAddress: 30, perAccount: 5, seconds: 3600 },
  "/reset-password": { perAddress: 30, perAccount: 30, seconds: 3600 },
  "/send-verification-email": { perAddress: 30, perAccount: 5, seconds: 3600 },
  "/change-password": { perAddress: 30, perAccount: 30, seconds: 3600 },
  "/change-email": { perAddress: 20, perAccount: 20, seconds: 3600 },
} as const;

export type CredentialLimits = { take(path: string, ip: string, account: string | undefined): Promise<void> };

/**
 * Slows down whoever guesses passwords or floods mailboxes.
 * @throws AppError `too_many` with the seconds to wait
 */
export function createCredentialLimits(platform: Platform): CredentialLimits {
  if (!platform.env.rateLimit && hasMailbox(platform.env)) return { take: async () => {} };
  const limiters = new Map(
    Object.entries(rules).map(([path, rule]) => [
      path,
      {
        address: new RateLimiterMemory({ points: rule.perAddress, duration: rule.seconds }),
        account: new RateLimiterMemory({ points: rule.perAccount, duration: rule.seconds }),
      },
    ]),
  );
  return {
    async take(path, ip, account) {
      const limiter = limiters.get(path);
      if (!limiter) return;
      try {
        await limiter.address.consume(ip);
        if (account) await limiter.account.consume(account.trim().toLowerCase().slice(0, 254));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const retryAfterSeconds = Math.ceil(refused.msBeforeNext / 1000);
        throw new AppError("too_many", `Too many tries. Try again in ${sayMinutes(retryAfterSeconds)}.`, { retryAfterSeconds });
      }
    },
  };
}

function sayMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
