import type { Stripe } from "stripe";
import { metered, plans, type Currency, type PaidPlanName } from "#features/plans/server/plans.ts";

/** What a subscription consists of: the plan, seats beyond the included ones, answers beyond them. */
export const parts = ["base", "seats", "answers"] as const;
export type Part = (typeof parts)[number];
export type PriceIds = Record<Part, string>;

const known = new WeakMap<Stripe, Map<string, Promise<PriceIds>>>();

/** The ids of a plan's prices at Stripe, which are made there when they are first needed. Kept for the life of the process. */
export function pricesOf(stripe: Stripe, plan: PaidPlanName, currency: Currency): Promise<PriceIds> {
  const kept = known.get(stripe) ?? new Map<string, Promise<PriceIds>>();
  known.set(stripe, kept);
  const key = `${plan} ${currency}`;
  const found = kept.get(key) ?? findOrMake(stripe, plan, currency);
  kept.set(key, found);
  // What failed is tried again by the next one.
  found.catch(() => kept.delete(key));
  return found;
}

async function findOrMake(stripe: Stripe, plan: PaidPlanName, currency: Currency): Promise<PriceIds> {
  const keys = Object.fromEntries(parts.map((part) => [part, lookupKey(plan, part, currency)])) as Record<Part, string>;
  const ids = await find(stripe, keys);
  const missing = parts.filter((part) => !(part in ids));
  if (missing.length === 0) return complete(ids);
  await makeProduct(stripe, plan);
  for (const part of missing) await makePrice(stripe, plan, part, currency, keys[part]);
  return complete(await find(stripe, keys));
}

async function find(stripe: Stripe, keys: Record<Part, string>): Promise<Partial<PriceIds>> {
  const { data } = await stripe.prices.list({ lookup_keys: Object.values(keys), active: true });
  const idOf = (part: Part) => data.find(({ lookup_key }) => lookup_key === keys[part])?.id;
  return Object.fromEntries(parts.map((part) => [part, idOf(part)] as const).filter(([, id]) => id !== undefined));
}

function complete({ base, seats, answers }: Partial<PriceIds>): PriceIds {
  if (!base || !seats || !answers) throw new Error("Stripe holds no price for a part of this plan, though it was made.");
  return { base, seats, answers };
}

/** Holds what the price list says, so that a changed price is another one there. */
function lookupKey(plan: PaidPlanName, part: Part, currency: Currency): string {
  const { month, extra_seat, extra_answer } = plans[plan].prices![currency];
  const amount = { base: month, seats: extra_seat, answers: `${plans[plan].answers}x${extra_answer}` }[part];
  return `botcadence_${plan}_${part}_${currency}_${amount}`;
}

/** Its id is ours, so that two who make it at once make one. */
async function makeProduct(stripe: Stripe, plan: PaidPlanName): Promise<void> {
  await stripe.products.create({ id: `botcadence_${plan}`, name: `Botcadence ${plans[plan].name}` }).catch(unlessThere);
}

async function makePrice(stripe: Stripe, plan: PaidPlanName, part: Part, currency: Currency, lookup_key: string): Promise<void> {
  const { month, extra_seat, extra_answer } = plans[plan].prices![currency];
  const shared = { product: `botcadence_${plan}`, currency, lookup_key, metadata: { plan, part } };
  const { name } = plans[plan];
  const price: Stripe.PriceCreateParams =
    part === "answers"
      ? {
          ...shared,
          nickname: `Answers beyond those that ${name} includes`,
          recurring: { interval: "month", usage_type: "metered", meter: await meterId(stripe) },
          billing_scheme: "tiered",
          tiers_mode: "graduated",
          tiers: [
            { up_to: plans[plan].answers, unit_amount: 0 },
            { up_to: "inf", unit_amount: extra_answer },
          ],
        }
      : {
          ...shared,
          nickname: part === "base" ? `Botcadence ${name}` : `Seats beyond those that ${name} includes`,
          recurring: { interval: "month" },
          unit_amount: part === "base" ? month : extra_seat,
        };
  await stripe.prices.create(price).catch(unlessThere);
}

/** The meter that counts what the ledger has, found by the name of its events. */
export async function meterId(stripe: Stripe): Promise<string> {
  const find = async () => (await stripe.billing.meters.list({ status: "active", limit: 100 })).data.find(isOurs)?.id;
  const found = await find();
  if (found) return found;
  const made = await stripe.billing.meters
    .create({
      display_name: "Answers",
      event_name: metered.meter,
      default_aggregation: { formula: "sum" },
      customer_mapping: { type: "by_id", event_payload_key: "stripe_customer_id" },
      value_settings: { event_payload_key: "value" },
    })
    .catch(() => null);
  const id = made?.id ?? (await find());
  if (!id) throw new Error("Stripe holds no meter for answers, though it was made.");
  return id;
}

const isOurs = ({ event_name }: Stripe.Billing.Meter) => event_name === metered.meter;

/** Somebody else was faster. */
function unlessThere(error: unknown): null {
  if ((error as { code?: unknown }).code === "resource_already_exists") return null;
  throw error;
}
