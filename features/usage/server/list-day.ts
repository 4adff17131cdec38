import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { addDays, type Day } from "./days.ts";
import { rowsOf } from "./sum-usage.ts";

export type UsageOfDay = { day: Day; project_id: string; agent_id: string; channel: string; kind: string; quantity: number };

/** What was used on one day of the organization's calendar, as finely as it is summed; of a level, its change. */
export async function listDay(db: Db, organizationId: string, day: Day): Promise<UsageOfDay[]> {
  const { rows } = await sql<UsageOfDay>`
    select ${day} as day, project_id, agent_id, channel, kind, sum(quantity)::bigint as quantity
    from (${rowsOf(organizationId, { sums: "day", from: day, to: addDays(day, 1) })}) as each_sum
    where slot >= ${day}::date
    group by project_id, agent_id, channel, kind having sum(quantity) <> 0
    order by project_id, agent_id, channel, kind`.execute(db);
  return rows;
}
