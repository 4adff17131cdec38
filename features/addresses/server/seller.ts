import type { OpenTransaction } from "#access/operation.ts";
import type { MeterPeriod } from "#features/budgets/server/meter-period.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";

/**
 * Who sells plans on an installation: Stripe, or the operator, who issues the invoices. It is chosen once, in app.ts; what
 * differs between the two is asked of it, and stands in the first room of money so that each of them may ask.
 */
export type Seller = {
  name: "stripe" | "operator";
  /** What these organizations have of the price list. Of one that has nothing there may be no entry. */
  readChosen(db: Db, organizationIds: readonly string[]): Promise<ReadonlyMap<string, Chosen>>;
  /** The period of an organization in which included answers count; null: its calendar's month. */
  readPeriod(db: Db, organizationId: string): Promise<MeterPeriod | null>;
  readStanding(db: Db, organizationId: string): Promise<Standing>;
  /** Of the invoices that stand, the one that covers the latest day, where a plan may not be changed before it. */
  lastInvoice(db: Db, organizationId: string): Promise<{ number: string; period_to: string } | undefined>;
  /** Brings an organization's billing address to where its payments are collected. */
  tellAddress(organization: { organizationId: string; transaction: OpenTransaction }): Promise<void>;
};

/** A plan at the prices of the day on which it was chosen. `plan`: null where it ended. */
export type Chosen = { plan: string | null; currency: string; included: number | null; price: number | null };

/** How what an organization pays for stands; in words and dates of the seller. */
export type Standing = {
  status: string | null;
  /** Whether there is a subscription that continues until it is cancelled, or to its end. */
  subscribed: boolean;
  /** Null: that in which included answers count. */
  period: { from: string; to: string } | null;
  trial_ends_at: string | null;
  cancels_at: string | null;
  next_plan: string | null;
  next_plan_at: string | null;
  payment_method: string | null;
  seats_paid: number;
};

const sellers = new WeakMap<Platform["env"], Seller | null>();

/** For what is composed: says once who sells. Null: nothing is sold. */
export function sellThrough({ env }: Platform, seller: Seller | null): void {
  sellers.set(env, seller);
}

export function sellerOf({ env }: Platform): Seller | null {
  const seller = sellers.get(env);
  if (seller === undefined) throw new Error("This platform was composed without saying who sells: see sellThrough.");
  return seller;
}

/** For `available`: plans are sold here. */
export const whereSold = (platform: Platform): boolean => sellerOf(platform) !== null;

/** For `available`: they are sold here by this seller. */
export const whereSoldBy =
  (name: Seller["name"]) =>
  (platform: Platform): boolean =>
    sellerOf(platform)?.name === name;
