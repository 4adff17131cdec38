import { z } from "zod";
import { Email } from "#features/identity/contract.ts";

/** Money as an integer of the currency's minor unit. */
const Money = z.number().int();
const Currency = z.enum(["eur", "usd"]);
const PlanName = z.enum(["free", "pro", "business"]);
export type PlanName = z.output<typeof PlanName>;

/** What can be subscribed to. Null: as many as one likes, or, of `prices`, for nothing. */
export const Plan = z.object({
  plan: PlanName,
  name: z.string(),
  what: z.string(),
  seats: z.object({ included: z.number(), max: z.number().nullable() }),
  agents: z.number().nullable(),
  storage_bytes: z.number(),
  answers: z.number(),
  /** Zero also where this organization had its trial. */
  trial_days: z.number(),
  prices: z.array(z.object({ currency: Currency, month: Money, extra_seat: Money, extra_answer: Money })).nullable(),
});
export type Plan = z.output<typeof Plan>;

const Limit = z.object({ used: z.number(), max: z.number().nullable() });

/** How an organization's subscription stands. */
export const Subscription = z.object({
  plan: PlanName,
  /** As Stripe says it: `trialing`, `active`, `past_due` …; null where nothing was ever paid. */
  status: z.string().nullable(),
  /** Whether there is one that goes on until it is cancelled, or to its end. */
  subscribed: z.boolean(),
  currency: Currency,
  period_starts_at: z.string(),
  period_ends_at: z.string(),
  trial_ends_at: z.string().nullable(),
  cancels_at: z.string().nullable(),
  /** What it becomes, and when; null where it stays. */
  next_plan: PlanName.nullable(),
  next_plan_at: z.string().nullable(),
  past_due_since: z.string().nullable(),
  suspends_at: z.string().nullable(),
  payment_method: z.string().nullable(),
  emails: z.array(z.string()),
  seats: Limit.extend({ included: z.number(), paid: z.number() }),
  agents: Limit,
  storage_bytes: Limit,
  /** Of the period. `max`: how many may be given, null where all are paid for. `price`: of one beyond; null where there is none. */
  answers: z.object({ used: z.number(), included: z.number(), max: z.number().nullable(), price: Money.nullable(), spent: Money }),
  /** The most that answers beyond the included ones may cost in a period; null: no cap. */
  spend_cap: Money.nullable(),
});
export type Subscription = z.output<typeof Subscription>;

export const BeginCheckout = z.object({ plan: z.enum(["pro", "business"], "Choose a plan."), currency: Currency.default("eur") });
export const ChangePlan = z.object({ plan: PlanName });
export const SpendCap = z.object({
  spend_cap: z
    .number("Enter an amount, or leave it empty for no cap.")
    .int("Over the API it is a whole number of the currency's minor unit, such as cents.")
    .min(0, "A cap is at least 0.")
    .max(1_000_000_000, "This is more than can be capped.")
    .nullable(),
});
export const BillingEmails = z.object({
  emails: z
    .array(Email)
    .max(5, "At most five addresses.")
    .transform((emails) => [...new Set(emails)]),
});
/** Where the browser goes from here. */
export const Elsewhere = z.object({ url: z.string() });

/** What a plan cost and included when the operator set it. */
export const TermPrice = z.object({
  month: Money,
  extra_seat: Money,
  extra_answer: Money,
  seats_included: z.number().int(),
  answers_included: z.number().int(),
});
export type TermPrice = z.output<typeof TermPrice>;

/** From which day an organization has which plan. `price` is null where it costs nothing. */
export const PlanTerm = z.object({ from_day: z.string(), plan: z.string(), currency: z.string(), price: TermPrice.nullable() });
export type PlanTerm = z.output<typeof PlanTerm>;

/** The plan of today, and all that were set, by their days. */
export const PlanStanding = z.object({ today: z.string(), plan: z.string(), terms: z.array(PlanTerm) });
export type PlanStanding = z.output<typeof PlanStanding>;

export const SetPlan = z.object({
  plan: z.enum(PlanName.options, `Choose a plan: ${PlanName.options.join(", ")}.`),
  currency: z.enum(Currency.options, `Choose a currency: ${Currency.options.join(" or ")}.`).optional(),
  /** A day of the organization's calendar: today for a higher plan, the first of next month for a lower one. */
  from: z.iso.date("Enter a day such as 2026-12-01.").optional(),
});
