import { sql } from "kysely";
import type { Chosen } from "#features/addresses/server/seller.ts";
import type { Db } from "#platform/database/transaction.ts";
import { placesOf } from "#features/usage/server/calendar.ts";
import type { Day } from "#features/usage/server/days.ts";
import { PlanTerm } from "../contract.ts";

/** What the operator set for an organization, by its days. Each term lasts until the day of the next one. */
export async function readPlanTerms(db: Db, organizationId: string): Promise<PlanTerm[]> {
  const rows = await db
    .selectFrom("plan_terms")
    .select(["from_day", "plan", "currency", "price"])
    .where("organization_id", "=", organizationId)
    .orderBy("from_day")
    .execute();
  return rows.map((row) => PlanTerm.parse(row));
}

/** The term that holds on a day; undefined before the first. */
export const termOn = (terms: readonly PlanTerm[], day: Day): PlanTerm | undefined => terms.findLast(({ from_day }) => from_day <= day);

/** The day of the organization's calendar on which an instant lies; now, where none is given. */
export async function dayOf(db: Db, organizationId: string, instant = new Date().toISOString()): Promise<Day> {
  const [place] = await placesOf(db, organizationId, [instant]);
  return place!.day;
}

/** What these organizations have today by their calendars, at the prices of the day on which it was set. */
export async function readTermsOfToday(db: Db, organizationIds: readonly string[]): Promise<Map<string, Chosen>> {
  const rows = await db
    .selectFrom("plan_terms as t")
    .innerJoin("organizations as o", "o.id", "t.organization_id")
    .distinctOn("t.organization_id")
    .select(["t.organization_id", "t.plan", "t.currency"])
    .select([
      sql<number | null>`(t.price ->> 'answers_included')::bigint`.as("included"),
      sql<number | null>`(t.price ->> 'extra_answer')::bigint`.as("price"),
    ])
    .where((where) => where("t.organization_id", "=", where.fn.any(where.val([...organizationIds]))))
    .where("t.from_day", "<=", sql<string>`(now() at time zone o.time_zone)::date`)
    .orderBy("t.organization_id")
    .orderBy("t.from_day", "desc")
    .execute();
  return new Map(rows.map((row) => [row.organization_id, row]));
}

/** What was set for a later day, and when that day begins where the organization is. */
export function readNextTerm(db: Db, organizationId: string): Promise<{ plan: string; starts_at: string } | undefined> {
  return db
    .selectFrom("plan_terms as t")
    .innerJoin("organizations as o", "o.id", "t.organization_id")
    .select(["t.plan", sql<string>`t.from_day::timestamp at time zone o.time_zone`.as("starts_at")])
    .where("t.organization_id", "=", organizationId)
    .where("t.from_day", ">", sql<string>`(now() at time zone o.time_zone)::date`)
    .orderBy("t.from_day")
    .limit(1)
    .executeTakeFirst();
}
