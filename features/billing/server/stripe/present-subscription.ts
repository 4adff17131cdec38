import { sql } from "kysely";
import { graceEnd } from "#access/status.ts";
import type { Platform } from "#platform/platform.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Subscription } from "../../contract.ts";
import { currencies, isPlanName, metered, plans } from "../plans.ts";
import { countAgents, countSeats, countStoredBytes } from "../plan-limits.ts";
import { planOf } from "../plan-of.ts";
import { lives } from "./sync-subscription.ts";

/** The subscription as the API shows it, out of what is kept here: nobody waits for Stripe. */
export async function presentSubscription(platform: Platform, db: Db, organizationId: string): Promise<Subscription> {
  const row = await db.selectFrom("subscriptions").selectAll().where("organization_id", "=", organizationId).executeTakeFirst();
  const account = await db.selectFrom("billing_accounts").select("emails").where("organization_id", "=", organizationId).executeTakeFirst();
  const facts = await db
    .selectFrom("organizations")
    .select(["past_due_since", "grace_until"])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const name = (await planOf(platform, db, organizationId)) ?? "free";
  const plan = plans[name];
  const live = lives(row) ? row : undefined;
  const periodStart = live?.period_starts_at ?? startOfMonth();
  return {
    plan: name,
    status: row?.status ?? null,
    subscribed: live !== undefined,
    currency: currencies.find((currency) => currency === row?.currency) ?? "eur",
    period_starts_at: periodStart,
    period_ends_at: live?.period_ends_at ?? null,
    trial_ends_at: live?.status === "trialing" ? live.trial_ends_at : null,
    cancels_at: live?.cancels_at ?? null,
    next_plan: isPlanName(live?.next_plan) ? live.next_plan : null,
    past_due_since: facts.past_due_since,
    suspends_at: graceEnd(facts),
    payment_method: live?.payment_method ?? null,
    emails: account?.emails ?? [],
    seats: {
      used: await countSeats(db, organizationId),
      max: plan.seats.max,
      included: plan.seats.included,
      paid: plan.seats.included + (live?.seats_paid ?? 0),
    },
    agents: { used: await countAgents(db, organizationId), max: plan.agents },
    storage_bytes: { used: await countStoredBytes(db, organizationId), max: plan.storage_bytes },
    answers: { used: await countAnswers(db, organizationId, periodStart), included: plan.answers },
  };
}

/** What is not in the sums yet is missing for a minute or so. */
async function countAnswers(db: Db, organizationId: string, since: string): Promise<number> {
  const { used } = await db
    .selectFrom("usage_hours")
    .select(({ fn }) => fn.coalesce(fn.sum<number>("quantity"), sql<number>`0`).as("used"))
    .where("organization_id", "=", organizationId)
    .where("kind", "=", metered.kind)
    .where("hour", ">=", since)
    .executeTakeFirstOrThrow();
  return Number(used);
}

function startOfMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)).toISOString();
}
