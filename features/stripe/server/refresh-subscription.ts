import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { worksWhile } from "#access/status.ts";
import { Subscription } from "#features/plans/contract.ts";
import { presentSubscription } from "#features/plans/server/present-subscription.ts";
import { stripeOf } from "./stripe-of.ts";
import { subscriptionChanged, syncSubscription } from "./sync-subscription.ts";

export const refreshSubscription = procedure({
  name: "subscription.refresh",
  summary: "Reads at Stripe how the subscription stands now, for whoever comes back from its pages before its message does.",
  scope: "organization",
  kind: "write",
  says: subscriptionChanged,
  permission: "billing:update",
  allowedWhile: worksWhile.pay,
  available: whereSoldBy("stripe"),
  input: z.object({}),
  output: Subscription,
  example: () => ({}),
  async run({ platform, organization, transaction }) {
    await syncSubscription({ platform, stripe: stripeOf(platform), organizationId: organization.id, transaction });
    return transaction(({ db, audit }) => {
      audit(null);
      return presentSubscription(platform, db, organization.id);
    });
  },
});
