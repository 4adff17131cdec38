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
