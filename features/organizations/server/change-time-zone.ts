import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";

/**
 * Lets the organization's calendar follow another time zone from the end of this month on, as it ends in the zone that
 * holds now: months touch and never overlap. Where nothing was used yet, it applies from the beginning. The caller holds
 * the organization's lock.
 *
 * @throws AppError 422 for a zone that the database does not know
 */
export async function changeTimeZone(db: Db, organizationId: string, zone: string): Promise<void> {
  const known = await sql`select from pg_timezone_names where name = ${zone}`.execute(db);
  if (known.rows.length === 0) throw invalid({ time_zone: "Choose a time zone such as Europe/Berlin." });
  await db
    .deleteFrom("calendar_zones")
    .where("organization_id", "=", organizationId)
    .where("starts_at", ">", sql<string>`now()`)
    .execute();
  await sql`
    with used as (select exists (select from usage_events where organization_id = ${organizationId}) as is_used),
    present as (
      select coalesce(max(z.time_zone), 'UTC') as time_zone, max(z.first_day) as first_day
      from (select * from calendar_zones where organization_id = ${organizationId} order by starts_at desc limit 1) z
    ),
    next as (
      select p.time_zone, (date_trunc('month', greatest((now() at time zone p.time_zone)::date, p.first_day)) + interval '1 month')::date as first_day
      from present p
    )
    insert into calendar_zones (organization_id, starts_at, first_day, time_zone)
    select ${organizationId}, case when is_used then n.first_day::timestamp at time zone n.time_zone else 'epoch' end,
      case when is_used then n.first_day else '1970-01-01' end, ${zone}
    from next n, used where n.time_zone <> ${zone} or not is_used
    on conflict (organization_id, starts_at) do update set time_zone = excluded.time_zone`.execute(db);
}
