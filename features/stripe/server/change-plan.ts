import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { procedure } from "#access/operation.ts";
import { ChangePlan, Subscription } from "#features/plans/contract.ts";
import { changeAtStripe, changePlanAtStripe } from "./change-at-stripe.ts";
import { stripeOf } from "./stripe-of.ts";
import { subscriptionChanged } from "./sync-subscription.ts";

export const changePlan = procedure({
  name: "subscription.change_plan",
  summary: "A higher plan takes effect at once, a lower one when the period ends. Stripe prorates.",
  scope: "organization",
  kind: "write",
  says: subscriptionChanged,
  permission: "billing:update",
  available: whereSoldBy("stripe"),
  input: ChangePlan,
  output: Subscription,
  example: () => ({ input: { plan: "business" }, subscription: "running" }),
  run({ platform, organization, transaction }, { plan }) {
    const billed = { platform, stripe: stripeOf(platform), organizationId: organization.id, transaction };
    return changeAtStripe(billed, (live) => changePlanAtStripe(billed, live, plan));
  },
});
