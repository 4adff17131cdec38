import type { OpenTransaction, TransactionContext } from "#access/operation.ts";
import { changed, type Says } from "#access/says.ts";
import { sql } from "kysely";
import type { Stripe } from "stripe";
import { changeFacts } from "#features/organizations/server/change-facts.ts";
import { saveInvoices } from "#features/invoices/server/save-invoices.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { followPlan } from "#features/plans/server/follow-plan.ts";
import { readInvoices } from "./read-invoices.ts";
import { readStripe, type StripeReading, type SubscriptionState } from "./read-stripe.ts";

/** What an entry of it says, whatever was the occasion. */
export const subscriptionChanged: Says = (entry) => changed(entry, "the subscription");

type Billed = { platform: Platform; stripe: Stripe; organizationId: string; transaction: OpenTransaction };

/** What a reading changed: the fields before and after. Null where nothing differed. */
export type Synced = { reading: StripeReading; changed: { before: Partial<Kept>; after: Partial<Kept> } | null };

/**
 * Brings what we keep of an organization's subscription and invoices to what Stripe has now. Webhooks are only its occasion:
 * it reads Stripe again, so that their order, their repetition and their loss make no difference.
 *
 * @returns null where the organization is no customer
 */
export async function syncSubscription({ platform, stripe, organizationId, transaction }: Billed): Promise<Synced | null> {
  const begun = await transaction(({ db }) =>
    db
      .updateTable("billing_accounts")
      .set({ readings: sql`readings + 1` })
      .where("organization_id", "=", organizationId)
      .where("stripe_customer_id", "is not", null)
      .returning(["stripe_customer_id", "readings"])
      .executeTakeFirst(),
  );
  if (!begun?.stripe_customer_id) return null;
  const reading = await readStripe(stripe, begun.stripe_customer_id);
  const invoices = await readInvoices(stripe, begun.stripe_customer_id);
  return transaction(async (context) => {
    const organization = await lockIfThere(context.db, organizationId);
    if (!organization || !(await isNewest(context, organizationId, begun.readings))) return { reading, changed: null };
    await saveInvoices(context.db, organizationId, invoices);
    const changed = reading.subscription && (await saveState(context, organizationId, reading.subscription));
    await saveDueSince(context, organizationId, reading.due_since, organization.past_due_since);
    if (changed) {
      await followPlan(context, platform, organizationId);
      context.audit({
        target: { type: "subscription", id: organizationId, label: organization.name },
        before: changed.before,
        after: changed.after,
      });
    }
    return { reading, changed };
  });
}

/** A reading counts only if none that began later was kept before it. */
async function isNewest({ db }: TransactionContext, organizationId: string, reading: number): Promise<boolean> {
  const kept = await db
    .updateTable("billing_accounts")
    .set({ reading_kept: reading })
    .where("organization_id", "=", organizationId)
    .where("reading_kept", "<", reading)
    .executeTakeFirst();
  return kept.numUpdatedRows > 0n;
}

type Kept = SubscriptionState;

async function saveState({ db }: TransactionContext, organizationId: string, state: SubscriptionState): Promise<Synced["changed"]> {
  const stands = await db.selectFrom("subscriptions").selectAll().where("organization_id", "=", organizationId).executeTakeFirst();
  // Prices that are not of our list change nothing about what the organization has.
  const next = { ...state, plan: state.plan ?? stands?.plan ?? null };
  const fields = (Object.keys(next) as (keyof Kept)[]).filter((field) => (stands?.[field] ?? null) !== next[field]);
  if (stands && fields.length === 0) return null;
  await db
    .insertInto("subscriptions")
    .values({ ...next, organization_id: organizationId, id: stands?.id ?? newId("sub") })
    .onConflict((clash) => clash.column("organization_id").doUpdateSet({ ...next, updated_at: new Date() }))
    .execute();
  if (state.trial_ends_at)
    await db
      .updateTable("billing_accounts")
      .set((set) => ({ trial_used_at: set.fn.coalesce("trial_used_at", set.val(state.started_at)) }))
      .where("organization_id", "=", organizationId)
      .execute();
  const only = (from: Record<string, unknown> | undefined) => Object.fromEntries(fields.map((field) => [field, from?.[field] ?? null]));
  return { before: only(stands), after: only(next) };
}

/** A failed payment dates from the first one; one that came undoes it, and the suspension that followed from it. */
async function saveDueSince(
  { db }: TransactionContext,
  organizationId: string,
  dueSince: string | null,
  stands: string | null,
): Promise<void> {
  if (dueSince && !stands) {
    await changeFacts(db, organizationId, { past_due_since: new Date(dueSince) }, "Stripe", "A payment failed.");
  } else if (!dueSince && stands) {
    const { suspended_by } = await db
      .selectFrom("organizations")
      .select("suspended_by")
      .where("id", "=", organizationId)
      .executeTakeFirstOrThrow();
    const lifted = suspended_by === overdue ? { suspended_at: null, suspended_by: null, suspended_reason: null } : {};
    await changeFacts(db, organizationId, { past_due_since: null, grace_until: null, ...lifted }, "Stripe", "What was due was paid.");
  }
}

/** Whom `organization.suspend_overdue` names. An operator's suspension stays. */
const overdue = "Botcadence";
