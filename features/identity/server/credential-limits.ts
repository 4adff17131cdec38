import type { Limit } from "#platform/limits.ts";
import type { Platform } from "#platform/platform.ts";

type Points = [points: number, seconds: number];

/**
 * `network`: of one network, whatever the account. `account`: of one network for one account. `everywhere`: for one account
 * from all networks together, so many more that one network cannot use them up. `failures`: what succeeds does not count.
 */
type Rule = { network?: Points; account?: Points; everywhere?: Points; failures?: true };

const rules: Record<string, Rule> = {
  "/sign-in/email": { network: [100, 300], account: [10, 600], everywhere: [300, 3600], failures: true },
  "/sign-up/email": { network: [30, 3600], account: [10, 3600], everywhere: [300, 3600] },
  "/request-password-reset": { network: [30, 3600], account: [5, 3600] },
  "/reset-password": { network: [300, 3600] },
  "/send-verification-email": { network: [30, 3600], account: [5, 3600] },
  // Only somebody with the password gets as far as this.
  "/sign-in/second-factor": { network: [100, 300], account: [10, 600], everywhere: [60, 3600], failures: true },
  "/sign-in/second-factor/passkey": { network: [300, 300] },
  "/sign-in/passkey/begin": { network: [300, 300] },
  "/sign-in/passkey": { network: [100, 300], failures: true },
  // Only somebody with a session gets as far as this.
  "/change-password": { everywhere: [30, 3600] },
  "/change-email": { everywhere: [20, 3600] },
};

/** `account`: its address or id. `device`: the id of the browser, where the account knows it. */
type Attempt = { path: string; ip: string; account: string | undefined; device: string | null };

/** `succeed`: called once it has succeeded. `giveBack`: called where it was no attempt at all. */
export type Counted = { succeed(): Promise<void>; giveBack(): Promise<void> };

/**
 * Slows down people who guess passwords or flood mailboxes, and locks nobody out: what strangers do from other networks
 * counts against them, and a device that the account knows has tries of its own.
 *
 * @throws AppError `too_many` with the seconds to wait
 */
export async function countAttempt({ limits }: Platform, { path, ip, account, device }: Attempt): Promise<Counted> {
  const { network, account: ofAccount, everywhere, failures } = rules[path] ?? {};

  const named = (what: string, [points, seconds]: Points): Limit => ({ name: `${path} by ${what}`, points, seconds });
  const taken: (() => Promise<void>)[] = [];

  async function take(limit: Limit, key: string) {
    await limits.take(limit, key);
    taken.push(() => limits.giveBack(limit, key));
  }
  async function takeFrom(limit: Limit, key?: string) {
    await limits.takeFrom(limit, ip, key);
    taken.push(() => limits.giveBackFrom(limit, ip, key));
  }

  if (device && ofAccount) await take(named("known device", ofAccount), `${device} ${account}`);
  else {
    // The widest last: what a narrower one refuses must not use it up.
    if (ofAccount && account) await takeFrom(named("account and network", ofAccount), account);
    if (network) await takeFrom(named("network", network));
    if (everywhere && account) await take(named("account", everywhere), account);
  }
  const giveBack = async () => {
    for (const one of taken.splice(0)) await one();
  };
  return { giveBack, succeed: async () => (failures ? giveBack() : undefined) };
}
