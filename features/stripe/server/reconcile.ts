import { sql } from "kysely";
import type { Stripe } from "stripe";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { OpenTransaction } from "#access/operation.ts";
import { act } from "#access/says.ts";
import type { Platform } from "#platform/platform.ts";
import { metered } from "#features/plans/server/plans.ts";
import { followOrganization } from "./follow.ts";
import { requireStripe } from "./require-stripe.ts";
import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { meterId } from "./prices.ts";
import { subscriptionChanged, syncSubscription } from "./sync-subscription.ts";
import { tellCustomer } from "./tell-customer.ts";

type Drift = { subject: string; ours: string; theirs: string; mended: boolean };
type Billed = { platform: Platform; stripe: Stripe; organizationId: string; transaction: OpenTransaction };

export const reconciling = act({ name: "subscription.reconcile", formerly: ["billing.reconcile"], says: subscriptionChanged });

/** Compares every customer with Stripe once a night, mends what differs and tells the operator of it in the log. */
export const reconcile = sweep({
  name: "billing.reconcile",
  cron: "40 3 * * *",
  available: whereSoldBy("stripe"),
  async run({ platform, log, signal }) {
    const stripe = requireStripe(platform);
    const found = { organizations: 0, mended: 0, open: 0, failed: 0 };
    for (const id of await customers(platform)) {
      signal.throwIfAborted();
      found.organizations += 1;
      try {
        const drifts = await reconcileOrganization(platform, stripe, id);
        found.mended += drifts.filter(({ mended }) => mended).length;
        found.open += drifts.filter(({ mended }) => !mended).length;
      } catch (error) {
        found.failed += 1;
        log.warn({ err: error, organization_id: id }, "a customer could not be compared with Stripe");
      }
    }
    if (found.mended + found.open + found.failed > 0) log.warn(found, "billing was compared with Stripe, and differed");
    else log.info(found, "billing was compared with Stripe");
  },
});

function customers(platform: Platform): Promise<string[]> {
  return leaveTenant(platform, "which organizations are customers at Stripe").system(async ({ db }) => {
    const rows = await db
      .selectFrom("billing_accounts")
      .select("organization_id")
      .where("stripe_customer_id", "is not", null)
      .orderBy("organization_id")
      .execute();
    return rows.map(({ organization_id }) => organization_id);
  });
}

export async function reconcileOrganization(platform: Platform, stripe: Stripe, organizationId: string): Promise<Drift[]> {
  const scope = leaveTenant(platform, "the subscription of an organization is compared with Stripe").act({
    organizationId,
    act: reconciling,
  });
  const billed: Billed = { platform, stripe, organizationId, transaction: scope.transaction };
  const drifts: Drift[] = [];
  const synced = await syncSubscription(billed);
  if (synced?.changed) {
    const { before, after } = synced.changed;
    drifts.push({ subject: "subscription", ours: JSON.stringify(before), theirs: JSON.stringify(after), mended: true });
  }
  if (synced && synced.reading.live > 1)
    drifts.push({ subject: "subscription", ours: "one", theirs: `${synced.reading.live} running`, mended: false });
  if (await tellCustomer(billed)) drifts.push({ subject: "customer", ours: "changed", theirs: "not told", mended: true });
  for (const difference of await followOrganization(platform, stripe, organizationId)) drifts.push({ ...difference, mended: true });
  drifts.push(...(await compareUsage(billed)));
  for (const drift of drifts) platform.log.warn({ organization_id: organizationId, ...drift }, "billing differed from Stripe");
  return drifts;
}

/** Whole days, up to the last midnight: what was sent and what Stripe counts. */
async function compareUsage({ stripe, organizationId, transaction }: Billed): Promise<Drift[]> {
  const dayMs = 86_400_000;
  const end = Math.floor(Date.now() / dayMs) * dayMs;
  const start = end - 33 * dayMs;
  const sent = await transaction(
    ({ db }) =>
      db
        .selectFrom("billing_accounts as b")
        .innerJoin("meter_events as m", "m.organization_id", "b.organization_id")
        .select(["b.stripe_customer_id"])
        .select(sql<number>`sum(m.quantity) filter (where m.acknowledged_at is not null)`.as("quantity"))
        .where("b.organization_id", "=", organizationId)
        .where("m.kind", "=", metered.kind)
        .where("m.hour", ">=", new Date(start).toISOString())
        .where("m.hour", "<", new Date(end).toISOString())
        .groupBy("b.stripe_customer_id")
        .executeTakeFirst(),
    "read",
  );
  if (!sent?.stripe_customer_id) return [];
  const { data } = await stripe.billing.meters.listEventSummaries(await meterId(stripe), {
    customer: sent.stripe_customer_id,
    start_time: start / 1000,
    end_time: end / 1000,
  });
  const theirs = data.reduce((sum, { aggregated_value }) => sum + aggregated_value, 0);
  const ours = Number(sent.quantity ?? 0);
  return ours === theirs ? [] : [{ subject: "usage", ours: `${ours} answers sent`, theirs: `${theirs} answers counted`, mended: false }];
}
