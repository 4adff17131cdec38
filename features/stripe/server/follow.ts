import type { Stripe } from "stripe";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { act } from "#access/says.ts";
import type { Platform } from "#platform/platform.ts";
import { cancelOrResume, followSeats } from "./change-at-stripe.ts";
import { meterUsage } from "./meter-usage.ts";
import { countSeats } from "#features/invitations/server/count-seats.ts";
import { readDifferences, type Difference } from "./read-differences.ts";
import { isLive } from "./live.ts";
import { requireStripe } from "./require-stripe.ts";
import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { removeCustomers } from "./remove-customers.ts";
import { subscriptionChanged, syncSubscription } from "./sync-subscription.ts";

export const following = act({ name: "subscription.follow", formerly: ["billing.follow"], says: subscriptionChanged });

/** Brings to Stripe what changed here: seats, a deletion asked for or taken back, usage, customers who are gone. */
export const followOrganizations = sweep({
  name: "billing.follow",
  cron: "*/5 * * * *",
  available: whereSoldBy("stripe"),
  async run({ platform, log, signal }) {
    const stripe = requireStripe(platform);
    await removeCustomers(platform, stripe, signal);
    for (const id of await subscribers(platform)) {
      signal.throwIfAborted();
      try {
        await followOrganization(platform, stripe, id);
      } catch (error) {
        log.warn({ err: error, organization_id: id }, "a subscription could not be brought up to date; it is tried again in five minutes");
      }
    }
  },
});

function subscribers(platform: Platform): Promise<string[]> {
  return leaveTenant(platform, "which organizations pay through Stripe").system(async ({ db }) => {
    const rows = await db.selectFrom("subscriptions").select("organization_id").orderBy("organization_id").execute();
    return rows.map(({ organization_id }) => organization_id);
  });
}

/** Asks Stripe only where something differs from what it said last. @returns what was mended */
export async function followOrganization(platform: Platform, stripe: Stripe, organizationId: string): Promise<Difference[]> {
  const scope = leaveTenant(platform, "the subscription of an organization follows Stripe").act({
    organizationId,
    act: following,
  });
  const billed = { platform, stripe, organizationId, transaction: scope.transaction };
  await meterUsage(billed);
  const differs = await scope.transaction(({ db }) => readDifferences(db, organizationId), "read");
  if (differs.length === 0) return [];
  const synced = await syncSubscription(billed);
  const subscription = synced?.reading.subscription;
  if (!synced || !subscription || !isLive(subscription)) return [];
  const live = { ...synced.reading, subscription };
  for (const { subject } of differs) {
    if (subject === "seats") await followSeats(stripe, live, await scope.transaction(({ db }) => countSeats(db, organizationId), "read"));
    else await cancelOrResume(stripe, live, subject === "deletion");
    if (subject !== "seats")
      await scope.transaction(({ db }) =>
        db
          .updateTable("billing_accounts")
          .set({ cancelled_by_deletion: subject === "deletion" })
          .where("organization_id", "=", organizationId)
          .execute(),
      );
  }
  await syncSubscription(billed);
  return differs;
}
