import type { UsageKind } from "#features/usage/contract.ts";

/** Money is an integer of the currency's minor unit. */
type Minor = number;
export type Currency = "eur" | "usd";
export const currencies = ["eur", "usd"] as const satisfies readonly Currency[];
export const planNames = ["free", "pro", "business"] as const;
export type PlanName = (typeof planNames)[number];
export type PaidPlanName = Exclude<PlanName, "free">;

/** Of a month, of each seat and of each answer beyond those that are included. */
export type PlanPrice = { month: Minor; extra_seat: Minor; extra_answer: Minor };

export type Plan = {
  name: string;
  /** One sentence: whom it is for. */
  what: string;
  /** `max`: null where any number of seats may be added. */
  seats: { included: number; max: number | null };
  agents: number | null;
  storage_bytes: number;
  /** Included in a month. Where nothing is paid for more, they are all there are. */
  answers: number;
  trial_days: number;
  /** Null: costs nothing. */
  prices: Record<Currency, PlanPrice> | null;
};

/** The price list. Another price here becomes another one at Stripe; who subscribed before keeps the former. */
export const plans: Record<PlanName, Plan> = {
  free: {
    name: "Free",
    what: "For trying it out on one website.",
    seats: { included: 2, max: 2 },
    agents: 1,
    storage_bytes: 100_000_000,
    answers: 100,
    trial_days: 0,
    prices: null,
  },
  pro: {
    name: "Pro",
    what: "For a team that answers its customers every day.",
    seats: { included: 5, max: 25 },
    agents: 10,
    storage_bytes: 5_000_000_000,
    answers: 2_000,
    trial_days: 14,
    prices: {
      eur: { month: 4_900, extra_seat: 900, extra_answer: 3 },
      usd: { month: 5_400, extra_seat: 1_000, extra_answer: 3 },
    },
  },
  business: {
    name: "Business",
    what: "For several brands and teams.",
    seats: { included: 20, max: null },
    agents: null,
    storage_bytes: 50_000_000_000,
    answers: 10_000,
    trial_days: 14,
    prices: {
      eur: { month: 19_900, extra_seat: 700, extra_answer: 2 },
      usd: { month: 21_900, extra_seat: 800, extra_answer: 2 },
    },
  },
};

/** The kind of usage that is sent to Stripe, and the name of its meter there. */
export const metered: { kind: UsageKind; meter: string } = { kind: "answers", meter: "botcadence_answers" };

export const isPlanName = (name: string | null | undefined): name is PlanName => planNames.some((plan) => plan === name);

/** Seats beyond the included ones, which are paid one by one. */
export const extraSeats = (plan: Plan, seats: number): number => Math.max(0, seats - plan.seats.included);

/** A higher one takes effect at once, a lower one when what was paid for has ended. */
export const isHigher = (to: PlanName, from: PlanName): boolean => planNames.indexOf(to) > planNames.indexOf(from);
