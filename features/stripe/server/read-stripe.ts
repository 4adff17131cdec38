import type { Stripe } from "stripe";
import { isPlanName, type PlanName } from "#features/plans/server/plans.ts";
import { isLive } from "./live.ts";
import type { Part } from "./prices.ts";

/** What is kept of a subscription, as Stripe has it now. Timestamps are ISO 8601. */
export type SubscriptionState = {
  stripe_subscription_id: string;
  plan: PlanName | null;
  status: string;
  currency: string;
  seats_paid: number;
  /** Null where Stripe holds a price that is not ours. */
  answers_included: number | null;
  answer_price: number | null;
  started_at: string;
  trial_ends_at: string | null;
  period_starts_at: string;
  period_ends_at: string;
  cancels_at: string | null;
  ended_at: string | null;
  next_plan: PlanName | null;
  payment_method: string | null;
};

/** What one reading of a customer found. `due_since`: when the payment that failed was asked for; null where none did. */
export type StripeReading = {
  subscription: SubscriptionState | null;
  items: Record<Part, string | undefined>;
  schedule: string | null;
  due_since: string | null;
  live: number;
};

/** Reads how a customer's subscription stands: the one that lives, else the one that ended last. */
export async function readStripe(stripe: Stripe, customer: string): Promise<StripeReading> {
  const { data } = await stripe.subscriptions.list({
    customer,
    status: "all",
    limit: 100,
    expand: ["data.latest_invoice", "data.default_payment_method", "data.schedule"],
  });
  const live = data.filter(isLive);
  // Of several that live, which is a drift, the first one counts.
  const found = live.at(-1) ?? data[0];
  if (!found)
    return {
      subscription: null,
      items: { base: undefined, seats: undefined, answers: undefined },
      schedule: null,
      due_since: null,
      live: 0,
    };
  const itemOf = (part: Part) => found.items.data.find(({ price }) => price.metadata.part === part);
  const base = itemOf("base") ?? found.items.data[0];
  const plan = base?.price.metadata.plan;
  const schedule = typeof found.schedule === "object" ? found.schedule : null;
  return {
    subscription: {
      stripe_subscription_id: found.id,
      plan: isPlanName(plan) ? plan : null,
      status: found.status,
      currency: found.currency,
      seats_paid: itemOf("seats")?.quantity ?? 0,
      ...agreedAnswers(itemOf("answers")?.price),
      started_at: iso(found.start_date),
      trial_ends_at: found.trial_end ? iso(found.trial_end) : null,
      period_starts_at: iso(base?.current_period_start ?? found.created),
      period_ends_at: iso(base?.current_period_end ?? found.created),
      cancels_at: found.cancel_at ? iso(found.cancel_at) : null,
      ended_at: found.ended_at ? iso(found.ended_at) : null,
      next_plan: schedule ? await nextPlan(stripe, schedule) : null,
      payment_method: describeMethod(found.default_payment_method),
    },
    items: { base: itemOf("base")?.id, seats: itemOf("seats")?.id, answers: itemOf("answers")?.id },
    schedule: schedule?.id ?? null,
    due_since: dueSince(found),
    live: live.length,
  };
}

/** How many answers are included and what one beyond them costs, which the name of our price holds. */
function agreedAnswers(price: Stripe.Price | undefined): Pick<SubscriptionState, "answers_included" | "answer_price"> {
  const [, included, each] = /_(\d+)x(\d+)$/.exec(price?.lookup_key ?? "") ?? [];
  return { answers_included: included === undefined ? null : Number(included), answer_price: each === undefined ? null : Number(each) };
}

const unpaid = new Set(["past_due", "unpaid", "incomplete"]);

function dueSince(subscription: Stripe.Subscription): string | null {
  if (!unpaid.has(subscription.status)) return null;
  const invoice = typeof subscription.latest_invoice === "object" ? subscription.latest_invoice : null;
  return iso(invoice?.status_transitions.finalized_at ?? invoice?.created ?? subscription.created);
}

/** The plan of a schedule's last phase, out of the price's own metadata. */
async function nextPlan(stripe: Stripe, schedule: Stripe.SubscriptionSchedule): Promise<PlanName | null> {
  const last = schedule.phases.length > 1 ? schedule.phases.at(-1) : undefined;
  const price = last?.items[0]?.price;
  if (!price) return null;
  const found = typeof price === "string" ? await stripe.prices.retrieve(price) : price;
  const plan = "metadata" in found ? found.metadata?.plan : null;
  return isPlanName(plan) ? plan : null;
}

/** "Visa ending in 4242", or the kind of what pays; null where nothing does. */
function describeMethod(method: Stripe.Subscription["default_payment_method"]): string | null {
  if (!method || typeof method === "string") return null;
  if (!method.card) return method.type.replaceAll("_", " ");
  const { brand, last4 } = method.card;
  return `${brand.charAt(0).toUpperCase()}${brand.slice(1)} ending in ${last4}`;
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
