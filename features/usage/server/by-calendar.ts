import { sql, type RawBuilder } from "kysely";

/**
 * Rows with the hour and the day of their organization's calendar. Where the time zone changed, an hour and a day begin
 * with the change and not before, so that they belong to one month.
 *
 * @param rows a query with `organization_id` and `occurred_at`
 */
export function inCalendar(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select p.*,
      greatest(date_trunc('hour', p.occurred_at, coalesce(z.time_zone, 'UTC')), z.starts_at) as hour,
      greatest((p.occurred_at at time zone coalesce(z.time_zone, 'UTC'))::date, z.first_day) as day
    from (${rows}) p
    left join lateral (
      select time_zone, starts_at, first_day from calendar_zones c
      where c.organization_id = p.organization_id and c.starts_at <= p.occurred_at order by c.starts_at desc limit 1
    ) z on true`;
}

/** Rows of `usage_pending`, or of a query with its columns, as one for each kind: `hour`, `day`, `month`, `kind`, `quantity`. */
export function byCalendar(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select c.organization_id, e.kind, c.project_id, c.agent_id, c.channel, e.quantity,
      c.hour, c.day, date_trunc('month', c.day)::date as month
    from (${inCalendar(rows)}) c cross join lateral unnest(c.kinds, c.quantities) as e (kind, quantity)`;
}
