import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";

/** Whether somebody of a project's team is there now, and what a visitor is told who asks for them. */
export type Reach = {
  isOpen: boolean;
  /** When the hours began that it is now; null outside of them and where there are none. ISO 8601. */
  openSince: string | null;
  /** When they begin again, within two months; null within them. */
  opensAt: string | null;
  /** The team's own sentence. */
  expected: string | null;
  waitMinutes: number | null;
  inTurn: boolean;
  limitEach: number;
};

/** So many days ahead hours are looked for, and so many behind: somebody there day and night began long ago. */
const aheadDays = 60;
const behindDays = 8;
const always: Reach = { isOpen: true, openSince: null, opensAt: null, expected: null, waitMinutes: null, inTurn: false, limitEach: 0 };

/**
 * The database turns hours of the organization's time zone into times, so that a change of the clocks moves neither.
 *
 * @param at ISO 8601; now where it is left out
 */
export async function readReach(db: Db, organizationId: string, projectId: string, at?: string): Promise<Reach> {
  const { rows } = await sql<Row>`
    with settings as (
      select a.*, o.time_zone, coalesce(${at ?? null}::timestamptz, now()) as moment
      from availabilities a join organizations o on o.id = a.organization_id
      where a.organization_id = ${organizationId} and a.project_id = ${projectId}
    ), lines as (
      select (on_day + h.from) at time zone time_zone as opens, (on_day + h.to) at time zone time_zone as closes
      from settings,
        lateral (select (moment at time zone time_zone)::date + n as on_day from generate_series(${-behindDays}::integer, ${aheadDays}::integer) n) days,
        lateral jsonb_to_recordset(hours) as h (day integer, "from" time, "to" time)
      where extract(isodow from on_day) = h.day and on_day::text <> all (holidays)
    ), spans as (
      -- Lines that meet, as at midnight, are hours without a break; one may end before it begins as the clocks change.
      select lower(span) as opens, upper(span) as closes
      from (select unnest(range_agg(tstzrange(opens, closes))) as span from lines where opens < closes) joined
    )
    select hours is not null as has_hours, expected, expected_closed, wait_minutes, in_turn, limit_each,
      (select opens from spans where opens <= moment and moment < closes) as open_since,
      (select min(opens) from spans where opens > moment) as opens_at
    from settings`.execute(db);
  const row = rows[0];
  if (!row) return always;
  const isOpen = !row.has_hours || row.open_since !== null;
  return {
    isOpen,
    openSince: row.open_since,
    opensAt: isOpen ? null : row.opens_at,
    expected: isOpen ? row.expected : row.expected_closed,
    waitMinutes: row.wait_minutes,
    inTurn: row.in_turn,
    limitEach: row.limit_each,
  };
}

type Row = {
  has_hours: boolean;
  expected: string | null;
  expected_closed: string | null;
  wait_minutes: number | null;
  in_turn: boolean;
  limit_each: number;
  open_since: string | null;
  opens_at: string | null;
};
