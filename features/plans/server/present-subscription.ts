import { graceEnd } from "#access/status.ts";
import { sellerOf, type Standing } from "#features/addresses/server/seller.ts";
import { countAgents } from "#features/agents/server/count-agents.ts";
import { readUsed } from "#features/budgets/server/lock-meters.ts";
import { readMeterPeriod } from "#features/budgets/server/meter-period.ts";
import { countSeats } from "#features/invitations/server/count-seats.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { Subscription } from "../contract.ts";
import { answersMax } from "./follow-plan.ts";
import { isPlanName, plans } from "./plans.ts";
import { readBillingPeriod } from "./read-billing-period.ts";
import { readTerms } from "./read-terms.ts";

/** The subscription as the API shows it, out of what is kept here: nobody waits for Stripe. */
export async function presentSubscription(platform: Platform, db: Db, organizationId: string): Promise<Subscription> {
  const terms = await readTerms(platform, db, organizationId);
  const standing = await sellerOf(platform)?.readStanding(db, organizationId);
  if (!terms || !standing) throw new Error("Nothing is sold on this installation.");
  const period = await readBillingPeriod(platform, db, organizationId);
  const account = await db.selectFrom("billing_accounts").select("emails").where("organization_id", "=", organizationId).executeTakeFirst();
  const facts = await db
    .selectFrom("organizations")
    .select(["past_due_since", "grace_until"])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const plan = plans[terms.plan];
  const used = await readUsed(db, organizationId, period, null);
  // Of a level all is summed up, which months do in fewer rows than hours.
  const stored = await readUsed(db, organizationId, await readMeterPeriod(db, organizationId, null), null);
  const { included, price } = terms.answers;
  return {
    plan: terms.plan,
    status: standing.status,
    subscribed: standing.subscribed,
    currency: terms.currency,
    period_starts_at: standing.period?.from ?? period.from,
    period_ends_at: standing.period?.to ?? period.to,
    trial_ends_at: standing.trial_ends_at,
    cancels_at: standing.cancels_at,
    ...nextOf(standing),
    past_due_since: facts.past_due_since,
    suspends_at: graceEnd(facts),
    payment_method: standing.payment_method,
    emails: account?.emails ?? [],
    seats: {
      used: await countSeats(db, organizationId),
      max: plan.seats.max,
      included: plan.seats.included,
      paid: plan.seats.included + standing.seats_paid,
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

/** What it becomes, where the price list still has it. */
const nextOf = ({ next_plan, next_plan_at }: Standing) =>
  isPlanName(next_plan) ? { next_plan, next_plan_at } : { next_plan: null, next_plan_at: null };
