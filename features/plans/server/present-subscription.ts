import { sql } from "kysely";
import { graceEnd } from "#access/status.ts";
import { countAgents } from "#features/agents/server/count-agents.ts";
import { readUsed } from "#features/budgets/server/lock-meters.ts";
import { readMeterPeriod } from "#features/budgets/server/meter-period.ts";
import { countSeats } from "#features/invitations/server/count-seats.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { PlanName, Subscription } from "../contract.ts";
import { answersMax } from "./follow-plan.ts";
import { isPlanName, plans } from "./plans.ts";
import { readBillingPeriod } from "./read-billing-period.ts";
import { readTerms } from "./read-terms.ts";
import { lives } from "./live.ts";

/** The subscription as the API shows it, out of what is kept here: nobody waits for Stripe. */
export async function presentSubscription(platform: Platform, db: Db, organizationId: string): Promise<Subscription> {
  const terms = await readTerms(platform, db, organizationId);
  if (!terms) throw new Error("Nothing is sold on this installation.");
  const period = await readBillingPeriod(platform, db, organizationId);
  const isAtStripe = platform.env.billing === "stripe";
  const row = isAtStripe
    ? await db.selectFrom("subscriptions").selectAll().where("organization_id", "=", organizationId).executeTakeFirst()
    : undefined;
  const account = await db.selectFrom("billing_accounts").select("emails").where("organization_id", "=", organizationId).executeTakeFirst();
  const facts = await db
    .selectFrom("organizations")
    .select(["past_due_since", "grace_until"])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const plan = plans[terms.plan];
  const live = row && lives(row) ? row : undefined;
  const used = await readUsed(db, organizationId, period, null);
  // Of a level all is summed up, which months do in fewer rows than hours.
  const stored = await readUsed(db, organizationId, await readMeterPeriod(db, organizationId, null), null);
  const next = isAtStripe
    ? { next_plan: isPlanName(live?.next_plan) ? live.next_plan : null, next_plan_at: live?.next_plan ? live.period_ends_at : null }
    : await readNextTerm(db, organizationId);
  const { included, price } = terms.answers;
  return {
    plan: terms.plan,
    status: row?.status ?? null,
    subscribed: live !== undefined,
    currency: terms.currency,
    period_starts_at: live?.period_starts_at ?? period.from,
    period_ends_at: live?.period_ends_at ?? period.to,
    trial_ends_at: live?.status === "trialing" ? live.trial_ends_at : null,
    cancels_at: live?.cancels_at ?? null,
    ...next,
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
    storage_bytes: { used: stored("bytes_stored"), max: plan.storage_bytes },
    answers: {
      used: used("answers"),
      included,
      max: answersMax(terms),
      price,
      spent: Math.max(0, used("answers") - included) * (price ?? 0),
    },
    spend_cap: terms.spendCap,
  };
}

/** What the operator set for a later day; its calendar is the organization's. */
async function readNextTerm(db: Db, organizationId: string): Promise<{ next_plan: PlanName | null; next_plan_at: string | null }> {
  const term = await db
    .selectFrom("plan_terms as t")
    .innerJoin("organizations as o", "o.id", "t.organization_id")
    .select(["t.plan", sql<string>`t.from_day::timestamp at time zone o.time_zone`.as("starts_at")])
    .where("t.organization_id", "=", organizationId)
    .where("t.from_day", ">", sql<string>`(now() at time zone o.time_zone)::date`)
    .orderBy("t.from_day")
    .limit(1)
    .executeTakeFirst();
  return isPlanName(term?.plan) ? { next_plan: term.plan, next_plan_at: term.starts_at } : { next_plan: null, next_plan_at: null };
}
