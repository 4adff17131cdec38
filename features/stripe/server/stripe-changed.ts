import { z } from "zod";
import { job } from "#access/job.ts";
import { worksWhile } from "#access/status.ts";
import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { stripeOf } from "./stripe-of.ts";
import { subscriptionChanged, syncSubscription } from "./sync-subscription.ts";

/** Stripe told that something changed: what stands there is read anew. */
export const stripeChanged = job({
  name: "billing.stripe_changed",
  says: subscriptionChanged,
  payload: z.object({}),
  concurrency: 4,
  available: whereSoldBy("stripe"),
  allowedWhile: worksWhile.pay,
  async run({ platform, organization, transaction }) {
    await syncSubscription({ platform, stripe: stripeOf(platform), organizationId: organization.id, transaction });
  },
});
