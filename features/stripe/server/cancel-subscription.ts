import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { worksWhile } from "#access/status.ts";
import { Subscription } from "#features/plans/contract.ts";
import { cancelOrResume, changeAtStripe } from "./change-at-stripe.ts";
import { requireStripe } from "./require-stripe.ts";
import { subscriptionChanged } from "./sync-subscription.ts";

export const cancelSubscription = procedure({
  name: "subscription.cancel",
  summary: "Ends the subscription at the end of the period that is paid for. Until then everything stays as it is.",
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
    const stripe = requireStripe(platform);
    return changeAtStripe({ platform, stripe, organizationId: organization.id, transaction }, (live) => cancelOrResume(stripe, live, true));
  },
});
