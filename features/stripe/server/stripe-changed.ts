import { z } from "zod";
import { job } from "#access/job.ts";
import { worksWhile } from "#access/status.ts";
import { subscriptionChanged, syncSubscription } from "./sync-subscription.ts";

/** Stripe told that something changed: what stands there is read anew. */
export const stripeChanged = job({
  name: "billing.stripe_changed",
  says: subscriptionChanged,
  payload: z.object({}),
  concurrency: 4,
  allowedWhile: worksWhile.pay,
  async run({ platform, organization, transaction }) {
    const { stripe } = platform;
    if (stripe) await syncSubscription({ platform, stripe, organizationId: organization.id, transaction });
  },
});
