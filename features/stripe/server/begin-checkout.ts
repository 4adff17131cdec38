import { whereSoldBy } from "#features/addresses/server/seller.ts";
import type { Stripe } from "stripe";
import { procedure, type OpenTransaction } from "#access/operation.ts";
import { changed } from "#access/says.ts";
import { worksWhile } from "#access/status.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { conflict } from "#platform/errors.ts";
import { BeginCheckout, Elsewhere } from "#features/plans/contract.ts";
import { addressChanged } from "#features/addresses/server/address-changed.ts";
import { extraSeats, plans, type Currency, type PaidPlanName } from "#features/plans/server/plans.ts";
import { ensureCustomer } from "./customer.ts";
import { countSeats } from "#features/invitations/server/count-seats.ts";
import { pricesOf } from "./prices.ts";
import { stripeOf } from "./stripe-of.ts";
import { isLive } from "./live.ts";
import { syncSubscription } from "./sync-subscription.ts";

export const beginCheckout = procedure({
  name: "subscription.begin_checkout",
  summary: "Opens a page of Stripe on which the plan is paid for. An earlier one that is still open ends.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed({ ...entry, before: null }, "what is to be paid for"),
  permission: "billing:update",
  allowedWhile: worksWhile.pay,
  available: whereSoldBy("stripe"),
  input: BeginCheckout,
  output: Elsewhere,
  status: 201,
  example: () => ({ input: { plan: "pro", currency: "eur" }, subscription: "none" }),
  async run({ platform, organization, transaction }, { plan, currency }) {
    if (organization.purge_at) throw conflict("This organization is being deleted. Restore it first.");
    const stripe = stripeOf(platform);
    const billed = { platform, stripe, organizationId: organization.id, transaction };
    const customer = await ensureCustomer(billed);
    const earlier = await readEarlier(transaction, organization.id);
    if (earlier.session && !(await expire(stripe, earlier.session))) await syncSubscription(billed);
    await refuseSecond(transaction, organization.id);
    const { checkoutUrl, sessionId } = await open(stripe, platform.env.appUrl, {
      ...earlier,
      organizationId: organization.id,
      customer,
      plan,
      currency,
    });
    const isOurs = await transaction(async ({ db, audit, send }) => {
      await lockOrganization(db, organization.id);
      const kept = await db
        .updateTable("billing_accounts")
        .set({ checkout_session_id: sessionId })
        .where("organization_id", "=", organization.id)
        .where("checkout_session_id", "is not distinct from", earlier.session)
        .executeTakeFirst();
      audit(
        kept.numUpdatedRows === 0n
          ? null
          : { target: { type: "subscription", id: organization.id, label: organization.name }, after: { plan, currency } },
      );
      await send(addressChanged, {});
      return kept.numUpdatedRows > 0n;
    });
    if (!isOurs) {
      await expire(stripe, sessionId);
      throw conflict("Somebody else opened a checkout at this moment. Try again if it was not meant.");
    }
    return { url: checkoutUrl };
  },
});

type Earlier = { session: string | null; trialUsed: boolean; seats: number };

function readEarlier(transaction: OpenTransaction, organizationId: string): Promise<Earlier> {
  return transaction(async ({ db }) => {
    const row = await db
      .selectFrom("billing_accounts")
      .select(["checkout_session_id", "trial_used_at"])
      .where("organization_id", "=", organizationId)
      .executeTakeFirstOrThrow();
    return { session: row.checkout_session_id, trialUsed: row.trial_used_at !== null, seats: await countSeats(db, organizationId) };
  }, "read");
}

/** One organization pays once. */
function refuseSecond(transaction: OpenTransaction, organizationId: string): Promise<void> {
  return transaction(async ({ db }) => {
    const row = await db.selectFrom("subscriptions").select("status").where("organization_id", "=", organizationId).executeTakeFirst();
    if (isLive(row)) throw conflict("There is a subscription already. Change its plan instead.");
  }, "read");
}

/** @returns false where it was completed, so that a subscription may have come of it */
async function expire(stripe: Stripe, session: string): Promise<boolean> {
  try {
    await stripe.checkout.sessions.expire(session);
    return true;
  } catch (error) {
    const { status } = await stripe.checkout.sessions.retrieve(session);
    if (status === "open") throw error;
    return status !== "complete";
  }
}

type Wish = Earlier & { organizationId: string; customer: string; plan: PaidPlanName; currency: Currency };

async function open(stripe: Stripe, appUrl: string, wish: Wish) {
  const prices = await pricesOf(stripe, wish.plan, wish.currency);
  const seats = extraSeats(plans[wish.plan], wish.seats);
  const page = `${appUrl}/organizations/${wish.organizationId}/settings/billing`;
  const trialDays = wish.trialUsed ? 0 : plans[wish.plan].trial_days;
  const made = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer: wish.customer,
    client_reference_id: wish.organizationId,
    line_items: [
      { price: prices.base, quantity: 1 },
      ...(seats > 0 ? [{ price: prices.seats, quantity: seats }] : []),
      { price: prices.answers },
    ],
    subscription_data: {
      metadata: { organization_id: wish.organizationId },
      ...(trialDays > 0 ? { trial_period_days: trialDays } : {}),
    },
    success_url: `${page}?checkout=done`,
    cancel_url: page,
  });
  if (!made.url) throw new Error("Stripe opened a checkout without an address.");
  return { checkoutUrl: made.url, sessionId: made.id };
}
