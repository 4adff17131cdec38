import { z } from "zod";
import { job } from "#access/job.ts";
import { worksWhile } from "#access/status.ts";
import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { requireStripe } from "./require-stripe.ts";
import { subscriptionChanged, syncSubscription } from "./sync-subscription.ts";

/** Stripe reported a change: the state there is read again. */
export const stripeChanged = job({
  name: "billing.stripe_changed",
  says: subscriptionChanged,
  payload: z.object({}),
  concurrency: 4,
  available: whereSoldBy("stripe"),
  allowedWhile: worksWhile.pay,
  async run({ platform, organization, transaction }) {
    await syncSubscription({ platform, stripe: requireStripe(platform), organizationId: organization.id, transaction });
  },
});
