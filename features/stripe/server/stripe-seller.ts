import type { Stripe } from "stripe";
import type { Chosen, Seller, Standing } from "#features/addresses/server/seller.ts";
import type { Db } from "#platform/database/transaction.ts";
import { isLive } from "./live.ts";
import { readPeriod } from "./read-period.ts";
import { tellCustomer } from "./tell-customer.ts";

/** Plans are paid for as subscriptions at Stripe. What is read here is what was read there last: nobody waits for it. */
export const stripeSeller = (stripe: Stripe): Seller => ({
  name: "stripe",
  readChosen,
  readPeriod,
  readStanding,
  lastInvoice: async () => undefined,
  async tellAddress({ organizationId, transaction }) {
    await tellCustomer({ stripe, organizationId, transaction });
  },
});

/** What was subscribed to, at the prices of that day. One that ended leaves its currency. */
async function readChosen(db: Db, ids: readonly string[]): Promise<Map<string, Chosen>> {
  const rows = await db
    .selectFrom("subscriptions")
    .select(["organization_id", "plan", "status", "currency", "answers_included as included", "answer_price as price"])
    .where((where) => where("organization_id", "=", where.fn.any(where.val([...ids]))))
    .execute();
  return new Map(rows.map((row) => [row.organization_id, isLive(row) ? row : { ...row, plan: null }]));
}

async function readStanding(db: Db, organizationId: string): Promise<Standing> {
  const row = await db.selectFrom("subscriptions").selectAll().where("organization_id", "=", organizationId).executeTakeFirst();
  const live = isLive(row) ? row : undefined;
  return {
    status: row?.status ?? null,
    subscribed: live !== undefined,
    period: live ? { from: live.period_starts_at, to: live.period_ends_at } : null,
    trial_ends_at: live?.status === "trialing" ? live.trial_ends_at : null,
    cancels_at: live?.cancels_at ?? null,
    next_plan: live?.next_plan ?? null,
    next_plan_at: live?.next_plan ? live.period_ends_at : null,
    payment_method: live?.payment_method ?? null,
    seats_paid: live?.seats_paid ?? 0,
  };
}
