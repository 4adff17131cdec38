import { sql } from "kysely";
import { sellsPlans } from "./sells-plans.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { currencies, isPlanName, plans, type Currency, type PlanName } from "./plans.ts";
import { isLive } from "./live.ts";

/** What an organization has now, and in which currency. `price`: of an answer beyond the included ones, null where there are none. */
export type Terms = { plan: PlanName; currency: Currency; answers: { included: number; price: number | null }; spendCap: number | null };

/** One organization's terms; null where nothing is sold. */
export async function readTerms(platform: Platform, db: Db, organizationId: string): Promise<Terms | null> {
  return (await readTermsOf(platform, db, [organizationId])).get(organizationId) ?? null;
}

/** Those of several: Free where none was chosen, and an empty map where nothing is sold. */
export async function readTermsOf(platform: Platform, db: Db, organizationIds: readonly string[]): Promise<Map<string, Terms>> {
  if (!sellsPlans(platform)) return new Map();
  const chosen = platform.env.billing === "stripe" ? await readSubscribed(db, organizationIds) : await readSetTerms(db, organizationIds);
  const accounts = await db
    .selectFrom("billing_accounts")
    .select(["organization_id", "spend_cap"])
    .where((where) => where("organization_id", "=", where.fn.any(where.val([...organizationIds]))))
    .execute();
  const caps = new Map(accounts.map(({ organization_id, spend_cap }) => [organization_id, spend_cap]));
  return new Map(organizationIds.map((id) => [id, { ...termsOf(chosen.get(id)), spendCap: caps.get(id) ?? null }]));
}

/** With what an organization begins; null where nothing is sold. */
export const firstTerms = (platform: Platform): Terms | null => (sellsPlans(platform) ? { ...termsOf(undefined), spendCap: null } : null);

type Chosen = { organization_id: string; plan: string | null; currency: string; included?: number | null; price?: number | null };

function termsOf(chosen: Chosen | undefined): Omit<Terms, "spendCap"> {
  const plan = isPlanName(chosen?.plan) ? chosen.plan : "free";
  const currency = currencies.find((known) => known === chosen?.currency) ?? currencies[0];
  const { answers, prices } = plans[plan];
  const price = prices ? (chosen?.price ?? prices[currency].extra_answer) : null;
  return { plan, currency, answers: { included: prices ? (chosen?.included ?? answers) : answers, price } };
}

/** What was subscribed to at Stripe, at the prices of that day. One that ended leaves its currency. */
async function readSubscribed(db: Db, ids: readonly string[]): Promise<Map<string, Chosen>> {
  const rows = await db
    .selectFrom("subscriptions")
    .select(["organization_id", "plan", "status", "currency", "answers_included as included", "answer_price as price"])
    .where((where) => where("organization_id", "=", where.fn.any(where.val([...ids]))))
    .execute();
  return byOrganization(rows.map((row) => (isLive(row) ? row : { ...row, plan: null })));
}

/** What the operator set, at the prices of that day, from the day of the organization's calendar on which it begins. */
async function readSetTerms(db: Db, ids: readonly string[]): Promise<Map<string, Chosen>> {
  const rows = await db
    .selectFrom("plan_terms as t")
    .innerJoin("organizations as o", "o.id", "t.organization_id")
    .distinctOn("t.organization_id")
    .select(["t.organization_id", "t.plan", "t.currency"])
    .select([
      sql<number | null>`(t.price ->> 'answers_included')::bigint`.as("included"),
      sql<number | null>`(t.price ->> 'extra_answer')::bigint`.as("price"),
    ])
    .where((where) => where("t.organization_id", "=", where.fn.any(where.val([...ids]))))
    .where("t.from_day", "<=", sql<string>`(now() at time zone o.time_zone)::date`)
    .orderBy("t.organization_id")
    .orderBy("t.from_day", "desc")
    .execute();
  return byOrganization(rows);
}

const byOrganization = (rows: readonly Chosen[]) => new Map(rows.map((row) => [row.organization_id, row]));
