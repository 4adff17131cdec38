import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { addMonths, firstOfMonth, type Day } from "./days.ts";
import { inCalendar } from "./by-calendar.ts";

/** A month of an organization's calendar: `from` belongs to it, `to` does not. */
export type Period = { month: Day; from: string; to: string };

/** The current period: a calendar month in the organization's time zone. */
export async function readPeriod(db: Db, organizationId: string): Promise<Period> {
  const [now] = await placesOf(db, organizationId, [new Date().toISOString()]);
  const month = firstOfMonth(now!.day);
  const [from, to] = await startsOf(db, organizationId, [month, addMonths(month, 1)]);
  return { month, from: from!, to: to! };
}

/** In which day and hour of the organization's calendar instants lie; the hour is the instant at which it began. */
export async function placesOf(db: Db, organizationId: string, instants: readonly string[]): Promise<{ day: Day; hour: string }[]> {
  const given = sql`
    select ${organizationId}::text as organization_id, i.occurred_at, i.place
    from unnest(${instants}::timestamptz[]) with ordinality as i (occurred_at, place)`;
  const { rows } = await sql<{ day: Day; hour: string }>`
    select day, hour from (${inCalendar(given)}) placed order by place`.execute(db);
  return rows;
}

/** The instants at which days of the organization's calendar begin. */
export async function startsOf(db: Db, organizationId: string, days: readonly Day[]): Promise<string[]> {
  const { rows } = await sql<{ starts_at: string }>`
    select case when d.day = z.first_day then z.starts_at
      else greatest(d.day::timestamp at time zone coalesce(z.time_zone, 'UTC'), z.starts_at) end as starts_at
    from unnest(${days}::date[]) with ordinality as d (day, place)
    left join lateral (
      select time_zone, starts_at, first_day from calendar_zones c
      where c.organization_id = ${organizationId} and c.first_day <= d.day order by c.first_day desc limit 1
    ) z on true
    order by d.place`.execute(db);
  return rows.map(({ starts_at }) => starts_at);
}

/** The time zone that the calendar follows now; what was chosen since counts from the next month on. */
export async function readTimeZone(db: Db, organizationId: string): Promise<string> {
  const row = await db
    .selectFrom("calendar_zones")
    .select("time_zone")
    .where("organization_id", "=", organizationId)
    .where("starts_at", "<=", sql<string>`now()`)
    .orderBy("starts_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.time_zone ?? "UTC";
}
