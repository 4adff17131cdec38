import { sellerOf, type Chosen } from "#features/addresses/server/seller.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { currencies, isPlanName, plans, type Currency, type PlanName } from "./plans.ts";

/** What an organization has now, and in which currency. `price`: of an answer beyond the included ones, null where there are none. */
export type Terms = { plan: PlanName; currency: Currency; answers: { included: number; price: number | null }; spendCap: number | null };

/** One organization's terms; null where nothing is sold. */
export async function readTerms(platform: Platform, db: Db, organizationId: string): Promise<Terms | null> {
  return (await readTermsOf(platform, db, [organizationId])).get(organizationId) ?? null;
}

/** Those of several: Free where none was chosen, and an empty map where nothing is sold. */
export async function readTermsOf(platform: Platform, db: Db, organizationIds: readonly string[]): Promise<Map<string, Terms>> {
  const seller = sellerOf(platform);
  if (!seller) return new Map();
  const chosen = await seller.readChosen(db, organizationIds);
  const accounts = await db
    .selectFrom("billing_accounts")
    .select(["organization_id", "spend_cap"])
    .where((where) => where("organization_id", "=", where.fn.any(where.val([...organizationIds]))))
    .execute();
  const caps = new Map(accounts.map(({ organization_id, spend_cap }) => [organization_id, spend_cap]));
  return new Map(organizationIds.map((id) => [id, { ...termsOf(chosen.get(id)), spendCap: caps.get(id) ?? null }]));
}

/** With what an organization begins; null where nothing is sold. */
export const firstTerms = (platform: Platform): Terms | null => (sellerOf(platform) ? { ...termsOf(undefined), spendCap: null } : null);

function termsOf(chosen: Chosen | undefined): Omit<Terms, "spendCap"> {
  const plan = isPlanName(chosen?.plan) ? chosen.plan : "free";
  const currency = currencies.find((known) => known === chosen?.currency) ?? currencies[0];
  const { answers, prices } = plans[plan];
  const price = prices ? (chosen?.price ?? prices[currency].extra_answer) : null;
  return { plan, currency, answers: { included: prices ? (chosen?.included ?? answers) : answers, price } };
}
