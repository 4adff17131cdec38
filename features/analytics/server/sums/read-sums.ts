import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { AnalyticsSlot, AnalyticsTotals } from "../../contract.ts";
import type { Slot } from "../range.ts";
import { counts, fromRows, lists } from "./from-rows.ts";

/** Where: a project, or one of its agents. */
export type Place = { organizationId: string; projectId: string; agentId: string | undefined };

export type Summed = { slots: AnalyticsSlot[]; totals: Omit<AnalyticsTotals, "tokens"> };

/**
 * What is counted in slots that touch, and in all of them: from the sums, and from the rows what has changed since. One statement
 * reads both, for between two of them a quarter could go from the one to the other.
 *
 * @param slots begin and end with quarters of an hour, as the days and hours of all time zones do
 */
export async function readSums(db: Db, place: Place, slots: readonly Slot[]): Promise<Summed> {
  const { organizationId, projectId, agentId } = place;
  const [from, to] = [slots[0]!.from, slots.at(-1)!.to];
  const starts = sql`${slots.map((slot) => slot.from)}::timestamptz[]`;
  const ofAgent = agentId === undefined ? sql`` : sql`and agent_id = ${agentId}`;
  const here = sql`organization_id = ${organizationId} and project_id = ${projectId}`;
  const inRange = (column: string) => sql`${sql.ref(column)} >= ${from}::timestamptz and ${sql.ref(column)} < ${to}::timestamptz`;
  const counted = sql.join(counts.map((name) => sql.ref(name)));
  const listed = sql.join(lists.map((name) => sql.ref(name)));
  const dayOf = sql`date_trunc('day', starts_at, 'UTC')`;
  const sumOf = (name: string) => sql`coalesce(sum(${sql.ref(name)}), 0)`;
  const middle = (share: number) => sql`min(ms) filter (where until >= total * ${sql.lit(share)})`;
  const { rows } = await sql<Summed>`
    with changed as materialized (
      select distinct project_id, quarter from analytics_pending where ${here} and ${inRange("quarter")}
    ),
    ${fromRows(organizationId)},
    quarters as (
      select starts_at, ${counted} from analytics_sums
      where ${here} and size = 'quarter' and ${inRange("starts_at")} ${ofAgent} and starts_at not in (select quarter from changed)
      union all
      select quarter, ${counted} from fresh where true ${ofAgent}
    ),
    by_slot as materialized (
      select width_bucket(starts_at, ${starts}) place, ${sql.join(counts.map((name) => sql`sum(${sql.ref(name)}) ${sql.ref(name)}`))}
      from quarters group by 1
    ),
    days as materialized (
      select starts_at, ${listed} from analytics_sums
      where ${here} and size = 'day' and starts_at >= ${from}::timestamptz and starts_at + interval '1 day' <= ${to}::timestamptz ${ofAgent}
        and starts_at not in (select date_trunc('day', quarter, 'UTC') from changed)
    ),
    parts as materialized (
      select ${listed} from days
      union all
      select ${listed} from analytics_sums
      where ${here} and size = 'quarter' and ${inRange("starts_at")} ${ofAgent} and starts_at not in (select quarter from changed)
        and ${dayOf} not in (select starts_at from days)
      union all
      select ${listed} from fresh where true ${ofAgent}
    ),
    first_words as (
      select ms, sum(sum(answers)) over (order by ms) until, sum(sum(answers)) over () total
      from parts cross join unnest(first_ms, first_counts) step (ms, answers) group by ms
    ),
    responses as (select seconds from parts cross join unnest(response_seconds) seconds)
    select
      (select json_agg(json_build_object('day', s.day, 'from', to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'conversations', coalesce(b.conversations, 0), 'answered', coalesce(b.answered, 0), 'suggested', coalesce(b.suggested, 0),
        'declined', coalesce(b.declined, 0)) order by s.place)
        from unnest(${slots.map(({ day }) => day)}::text[], ${starts}) with ordinality s (day, starts_at, place)
        left join by_slot b on b.place = s.place) slots,
      (select json_build_object(
        'conversations', ${sumOf("conversations")}, 'solved', ${sumOf("solved")},
        'answers', ${sumOf("answered")} + ${sumOf("suggested")} + ${sumOf("declined")},
        'answered', ${sumOf("answered")}, 'suggested', ${sumOf("suggested")}, 'declined', ${sumOf("declined")},
        'handed_over', json_build_object(
          'conversations', (select count(distinct one) from parts cross join unnest(with_people) one),
          'asked', ${sumOf("asked")}, 'taken_over', ${sumOf("taken_over")}, 'expired', ${sumOf("expired")}),
        'first_response', (select json_build_object('count', count(*),
          'median_seconds', percentile_cont(0.5) within group (order by seconds),
          'p90_seconds', percentile_cont(0.9) within group (order by seconds)) from responses),
        'ratings', json_build_object('up', ${sumOf("rated_up")}, 'down', ${sumOf("rated_down")}),
        'cost', json_build_object('usd', ${sumOf("cost_micros")} / 1000000.0, 'unpriced', ${sumOf("unpriced")}),
        'first_words', (select json_build_object('count', coalesce(max(total), 0), 'median_ms', ${middle(0.5)}, 'p90_ms', ${middle(0.9)})
          from first_words)) from by_slot) totals`.execute(db);
  return rows[0]!;
}
