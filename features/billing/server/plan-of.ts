import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { isPlanName, type PlanName } from "./plans.ts";
import { isLive } from "./stripe/read-stripe.ts";

/** The plan that an organization has now: Free where it pays for none, null where nothing is sold. */
export async function planOf({ env }: Platform, db: Db, organizationId: string): Promise<PlanName | null> {
  if (env.billing === "off") return null;
  const plan = env.billing === "stripe" ? await subscribedPlan(db, organizationId) : await planOfToday(db, organizationId);
  return isPlanName(plan) ? plan : "free";
}

async function subscribedPlan(db: Db, organizationId: string): Promise<string | null> {
  const row = await db
    .selectFrom("subscriptions")
    .select(["plan", "status"])
    .where("organization_id", "=", organizationId)
    .executeTakeFirst();
  return row && isLive(row) ? row.plan : null;
}

/** What the operator set, from the day of the organization's calendar on which it begins. */
async function planOfToday(db: Db, organizationId: string): Promise<string | null> {
  const term = await db
    .selectFrom("plan_terms as t")
    .innerJoin("organizations as o", "o.id", "t.organization_id")
    .select("t.plan")
    .where("t.organization_id", "=", organizationId)
    .where("t.from_day", "<=", sql<string>`(now() at time zone o.time_zone)::date`)
    .orderBy("t.from_day", "desc")
    .limit(1)
    .executeTakeFirst();
  return term?.plan ?? null;
}
