import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { counts, fromRows, lists } from "./from-rows.ts";

/**
 * Sums the oldest of the quarters that have changed from their rows, and takes them off the list in the same statement: what a
 * quarter adds up to and that nothing is noted of it any more are of one moment.
 *
 * @param db of the system scope
 * @param until quarters that begin later are left: what is still happening is noted again all the time
 * @returns how many quarters it took
 */
export async function sumUp(db: Db, organizationId: string, until: Date, quartersMax: number): Promise<number> {
  // Two that sum the same quarter would not know which of them has seen more.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`analytics\n${organizationId}`}, 0))`.execute(db);
  const { rows: taken } = await sql<{ project_id: string; quarter: string }>`
    with taken as (
      delete from analytics_pending where organization_id = ${organizationId} and (project_id, quarter) in (
        select distinct project_id, quarter from analytics_pending
        where organization_id = ${organizationId} and quarter < ${until}
        order by quarter limit ${quartersMax}
      )
      returning project_id, quarter
    ),
    changed as materialized (select distinct project_id, quarter from taken),
    ${fromRows(organizationId)},
    gone as (
      delete from analytics_sums s using changed q
      where s.organization_id = ${organizationId} and s.size = 'quarter' and s.project_id = q.project_id and s.starts_at = q.quarter
        and not exists (select from fresh f where (f.project_id, f.quarter, f.agent_id) = (s.project_id, s.starts_at, s.agent_id))
    ),
    kept as (
      insert into analytics_sums (organization_id, size, ${key}, ${columns()})
      select ${organizationId}, 'quarter', project_id, quarter, agent_id, ${columns()} from fresh
      ${replacing}
    )
    select project_id, quarter from changed`.execute(db);
  if (taken.length > 0) await sumDays(db, organizationId, taken);
  return taken.length;
}

/** Days are made of their quarters, whether these are noted again or not: a reader takes no day of which one is. */
async function sumDays(db: Db, organizationId: string, quarters: readonly { project_id: string; quarter: string }[]): Promise<void> {
  const summed = sql.join(counts.map((name) => sql`sum(${sql.ref(name)})::bigint ${sql.ref(name)}`));
  await sql`
    with days as materialized (
      select distinct project_id, date_trunc('day', quarter, 'UTC') starts_at
      from unnest(${quarters.map(({ project_id }) => project_id)}::text[], ${quarters.map(({ quarter }) => quarter)}::timestamptz[])
        q (project_id, quarter)
    ),
    parts as materialized (
      select s.project_id, d.starts_at, s.agent_id, ${columns("s")}
      from days d join analytics_sums s on s.organization_id = ${organizationId} and s.project_id = d.project_id
        and s.size = 'quarter' and s.starts_at >= d.starts_at and s.starts_at < d.starts_at + interval '1 day'
    ),
    whole as (select ${key}, ${summed} from parts group by ${key}),
    first_words as (
      select ${key}, array_agg(ms order by ms) first_ms, array_agg(answers order by ms) first_counts from (
        select ${key}, ms, sum(answers)::integer answers
        from parts cross join unnest(first_ms, first_counts) step (ms, answers) group by ${key}, ms
      ) steps group by ${key}
    ),
    responses as (select ${key}, array_agg(one) response_seconds from parts cross join unnest(response_seconds) one group by ${key}),
    people as (select ${key}, array_agg(distinct one) with_people from parts cross join unnest(with_people) one group by ${key}),
    gone as (
      delete from analytics_sums s using days d
      where s.organization_id = ${organizationId} and s.size = 'day' and s.project_id = d.project_id and s.starts_at = d.starts_at
        and not exists (select from whole w where (w.project_id, w.starts_at, w.agent_id) = (s.project_id, s.starts_at, s.agent_id))
    )
    insert into analytics_sums (organization_id, size, ${key}, ${columns()})
    select ${organizationId}, 'day', ${key}, ${sql.join(counts.map((name) => sql.ref(name)))},
      ${sql.join(lists.map((name) => sql`coalesce(${sql.ref(name)}, '{}')`))}
    from whole left join first_words using (${key}) left join responses using (${key}) left join people using (${key})
    ${replacing}`.execute(db);
}

const key = sql`project_id, starts_at, agent_id`;

const columns = (table?: string) => sql.join([...counts, ...lists].map((name) => sql.ref(table ? `${table}.${name}` : name)));

const replacing = sql`
  on conflict (organization_id, project_id, size, starts_at, agent_id) do update set
    ${sql.join([...counts, ...lists].map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}`;
