import type { Stripe } from "stripe";
import type { OpenTransaction } from "#access/operation.ts";
import { conflict } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import type { Subscription } from "#features/plans/contract.ts";
import { extraSeats, isHigher, plans, type Currency, type PaidPlanName, type PlanName } from "#features/plans/server/plans.ts";
import { countSeats } from "#features/invitations/server/count-seats.ts";
import { presentSubscription } from "#features/plans/server/present-subscription.ts";
import { pricesOf } from "./prices.ts";
import { isLive } from "./live.ts";
import type { StripeReading, SubscriptionState } from "./read-stripe.ts";
import { syncSubscription } from "./sync-subscription.ts";

type Billed = { platform: Platform; stripe: Stripe; organizationId: string; transaction: OpenTransaction };
type Live = StripeReading & { subscription: SubscriptionState };

/**
 * Changes the subscription as it stands at Stripe at this moment, and keeps what came of it. Each change says how things
 * shall stand and not what to do, so that a repeated one makes no difference.
 *
 * @throws AppError 409 where there is none
 */
export async function changeAtStripe(billed: Billed, change: (live: Live) => Promise<void>): Promise<Subscription> {
  const synced = await syncSubscription(billed);
  const { subscription } = synced?.reading ?? { subscription: null };
  if (!synced || !subscription || !isLive(subscription)) throw conflict("There is no subscription yet. Choose a plan and begin with it.");
  await change({ ...synced.reading, subscription });
  await syncSubscription(billed);
  return billed.transaction(({ db, audit }) => {
    audit(null);
    return presentSubscription(billed.platform, db, billed.organizationId);
  });
}

/** @param cancel whether it ends with the period that is paid for, or goes on */
export async function cancelOrResume(stripe: Stripe, live: Live, cancel: boolean): Promise<void> {
  const { subscription } = live;
  if (cancel) await release(stripe, live);
  if ((subscription.cancels_at !== null) === cancel) return;
  await stripe.subscriptions.update(subscription.stripe_subscription_id, { cancel_at_period_end: cancel });
}

export async function changePlanAtStripe({ stripe, organizationId, transaction }: Billed, live: Live, to: PlanName): Promise<void> {
  const { subscription } = live;
  if (to === "free") return cancelOrResume(stripe, live, true);
  await release(stripe, live);
  await cancelOrResume(stripe, live, false);
  if (to === subscription.plan) return;
  const seats = extraSeats(plans[to], await transaction(({ db }) => countSeats(db, organizationId), "read"));
  const prices = await pricesOf(stripe, to, currencyOf(subscription));
  if (subscription.plan === null || isHigher(to, subscription.plan)) {
    await stripe.subscriptions.update(subscription.stripe_subscription_id, {
      items: [
        { ...idOf(live.items.base), price: prices.base, quantity: 1 },
        { ...idOf(live.items.answers), price: prices.answers },
        ...seatItem(live, prices.seats, seats),
      ],
      proration_behavior: "create_prorations",
    });
  } else {
    await lowerAtPeriodEnd(stripe, live, { plan: to, seats });
  }
}

const idOf = (id: string | undefined) => (id ? { id } : {});

/** Nothing is added for nobody, and what is there follows. */
function seatItem({ items }: StripeReading, price: string, quantity: number): Stripe.SubscriptionUpdateParams.Item[] {
  return items.seats || quantity > 0 ? [{ ...idOf(items.seats), price, quantity }] : [];
}

/** Until the period ends the plan stays as it was paid for. */
async function lowerAtPeriodEnd(stripe: Stripe, live: Live, to: { plan: PaidPlanName; seats: number }): Promise<void> {
  const prices = await pricesOf(stripe, to.plan, currencyOf(live.subscription));
  const made = await stripe.subscriptionSchedules.create({ from_subscription: live.subscription.stripe_subscription_id });
  const [first] = made.phases;
  if (!first) throw new Error("Stripe made a schedule without a phase.");
  const stands = first.items.map(({ price, quantity }) => ({
    price: typeof price === "string" ? price : price.id,
    ...(quantity === undefined ? {} : { quantity }),
  }));
  await stripe.subscriptionSchedules.update(made.id, {
    end_behavior: "release",
    phases: [
      { items: stands, start_date: first.start_date, end_date: first.end_date },
      {
        items: [
          { price: prices.base, quantity: 1 },
          ...(to.seats > 0 ? [{ price: prices.seats, quantity: to.seats }] : []),
          { price: prices.answers },
        ],
        start_date: first.end_date,
        proration_behavior: "none",
      },
    ],
  });
}

/** What was to come at the end of the period comes no more. */
async function release(stripe: Stripe, { schedule }: StripeReading): Promise<void> {
  if (schedule) await stripe.subscriptionSchedules.release(schedule);
}

/** Seats follow the members: more of them are paid from now on, fewer from the next period on. */
export async function followSeats(stripe: Stripe, live: Live, seats: number): Promise<void> {
  const { subscription, schedule } = live;
  // Under a schedule the next phase has its own number, and what is paid stays until then.
  if (subscription.plan === null || subscription.plan === "free" || schedule) return;
  const extra = extraSeats(plans[subscription.plan], seats);
  if (extra === subscription.seats_paid) return;
  const prices = await pricesOf(stripe, subscription.plan, currencyOf(subscription));
  await stripe.subscriptions.update(subscription.stripe_subscription_id, {
    items: seatItem(live, prices.seats, extra),
    proration_behavior: extra > subscription.seats_paid ? "create_prorations" : "none",
  });
}

const currencyOf = ({ currency }: SubscriptionState): Currency => (currency === "usd" ? "usd" : "eur");
