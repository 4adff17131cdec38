import type { Platform } from "#platform/platform.ts";

/** Tries per caller's address and, where one is named, per account; the time in seconds after which they are forgotten. */
const rules: Record<string, { perAddress: number; perAccount: number; seconds: number }> = {
  "/sign-in/email": { perAddress: 100, perAccount: 10, seconds: 300 },
  "/sign-up/email": { perAddress: 30, perAccount: 10, seconds: 3600 },
  "/request-password-reset": { perAddress: 30, perAccount: 5, seconds: 3600 },
  "/reset-password": { perAddress: 30, perAccount: 30, seconds: 3600 },
  "/send-verification-email": { perAddress: 30, perAccount: 5, seconds: 3600 },
  "/change-password": { perAddress: 30, perAccount: 30, seconds: 3600 },
  "/change-email": { perAddress: 20, perAccount: 20, seconds: 3600 },
};

export type CredentialLimits = { take(path: string, ip: string, account: string | undefined): Promise<void> };

/**
 * Slows down whoever guesses passwords or floods mailboxes.
 * @throws AppError `too_many` with the seconds to wait
 */
export function createCredentialLimits({ limits }: Platform): CredentialLimits {
  return {
    async take(path, ip, account) {
      const rule = rules[path];
      if (!rule) return;
      const { perAddress, perAccount, seconds } = rule;
      await limits.take({ name: `${path} by address`, points: perAddress, seconds }, ip);
      if (account)
        await limits.take({ name: `${path} by account`, points: perAccount, seconds }, account.trim().toLowerCase().slice(0, 254));
    },
  };
}
