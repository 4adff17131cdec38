import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { worksWhile } from "#access/status.ts";
import { Subscription } from "#features/plans/contract.ts";
import { cancelOrResume, changeAtStripe } from "./change-at-stripe.ts";
import { stripeOf } from "./stripe-of.ts";
import { subscriptionChanged } from "./sync-subscription.ts";

export const resumeSubscription = procedure({
  name: "subscription.resume",
  summary: "Takes back a cancellation, so that the subscription goes on.",
  scope: "organization",
  kind: "write",
  says: subscriptionChanged,
  permission: "billing:update",
  allowedWhile: worksWhile.pay,
  available: whereSoldBy("stripe"),
  input: z.object({}),
  output: Subscription,
  example: () => ({ subscription: "running" }),
  run({ platform, organization, transaction }) {
    const stripe = stripeOf(platform);
    return changeAtStripe({ platform, stripe, organizationId: organization.id, transaction }, (live) =>
      cancelOrResume(stripe, live, false),
    );
  },
});
