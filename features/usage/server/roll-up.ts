import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { byCalendar } from "./by-calendar.ts";

/**
 * Adds the oldest of what no sum holds yet to the sums, and takes it off the list in the same transaction. Two that do so
 * at once wait for each other at the first row; the second finds those of the first gone.
 *
 * @param db of the system scope
 * @returns how many acts it took
 */
export async function rollUp(db: Db, organizationId: string, actsMax: number): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    with taken as materialized (
      delete from usage_pending
      where organization_id = ${organizationId} and id = any(array(
        select id from usage_pending where organization_id = ${organizationId} order by id limit ${actsMax}
      ))
      returning *
    ),
    placed as materialized (${byCalendar(sql`select * from taken`)}),
    hours as (${addTo("usage_hours", "hour")}),
    days as (${addTo("usage_days", "day")}),
    periods as (${addTo("usage_periods", "month")})
    select count(*) as taken from taken`.execute(db);
  return rows[0]?.taken ?? 0;
}

/** Sorted, so that those who add to the same sums lock them in one order. */
function addTo(table: "usage_hours" | "usage_days" | "usage_periods", slot: "hour" | "day" | "month") {
  const key = sql`organization_id, kind, ${sql.ref(slot)}, project_id, agent_id, channel`;
  return sql`
    insert into ${sql.table(table)} (${key}, quantity)
    select ${key}, sum(quantity)::bigint from placed group by ${key} order by ${key}
    on conflict (${key}) do update set quantity = ${sql.table(table)}.quantity + excluded.quantity`;
}
