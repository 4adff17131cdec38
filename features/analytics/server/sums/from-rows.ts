import { sql, type RawBuilder } from "kysely";
import { GivenOutcome } from "#features/answering/contract.ts";
import { askingEvents } from "#features/conversations/server/handover/transitions.ts";

/** What a row of `analytics_sums` counts. */
export const counts = [
  "conversations",
  "solved",
  "answered",
  "suggested",
  "declined",
  "rated_up",
  "rated_down",
  "asked",
  "taken_over",
  "expired",
  "cost_micros",
  "unpriced",
] as const;
/** How an answer that was given ended; one that failed is not counted, but what it cost is. */
const given = sql.join(GivenOutcome.options.map((outcome) => sql.lit(outcome)));

const asking = sql.join(askingEvents.map((event) => sql.lit(event)));

/** What it lists. */
export const lists = ["first_ms", "first_counts", "response_seconds", "with_people"] as const;

/** Answers are told apart by how long they took in steps: how many took how long can be added up, and is little. */
const stepMs = 50;

/**
 * What the quarters of `changed (project_id, quarter)` add up to, read from the rows: the expressions that end in
 * `fresh (project_id, quarter, agent_id, …)`, for the `with` of a statement.
 */
export function fromRows(organizationId: string): RawBuilder<unknown> {
  // Where a quarter's rows are is looked up, quarter by quarter: `offset 0` keeps a plan from reading everything to find them.
  const inQuarter = (table: string, column: string, condition: RawBuilder<unknown>) => sql`
    cross join lateral (
      select * from ${sql.table(table)} where organization_id = ${organizationId} and project_id = q.project_id
        and ${sql.ref(column)} >= q.quarter and ${sql.ref(column)} < q.quarter + interval '15 minutes' and ${condition}
      offset 0
    )`;
  const agentOf = (row: string) => sql`
    cross join lateral (
      select agent_id, test from conversations where organization_id = ${organizationId} and id = ${sql.ref(`${row}.conversation_id`)} offset 0
    ) c`;
  // A wish for a person ends with their first message, or without one when it is taken back or nobody comes.
  const response = sql`
    select extract(epoch from ended.created_at - m.created_at)::float8 seconds from (
      select later.role, later.created_at from messages later
      where m.event in (${asking}) and later.organization_id = ${organizationId} and later.conversation_id = m.conversation_id and later.id > m.id
        and (later.role = 'person' or later.event in (${asking}, 'take_back', 'expire', 'give_back', 'close'))
      order by later.id limit 1
    ) ended where ended.role = 'person'`;
  return sql`
    facts as (
      select q.project_id, q.quarter, c.agent_id, 'began' what, not c.had_person and c.last_outcome in ('answered', 'suggested') solved,
        null::integer ms, null::float8 seconds, null::text with_people, null::bigint cost, false unpriced
      from changed q ${inQuarter("conversations", "created_at", sql`not test`)} c
      union all
      select q.project_id, q.quarter, c.agent_id, m.outcome, null,
        case when m.outcome in (${given}) then m.first_ms / ${sql.lit(stepMs)} * ${sql.lit(stepMs)} end, null, null,
        m.cost_micros, m.model_name is not null and m.cost_micros is null
      from changed q ${inQuarter("messages", "created_at", sql`not test and outcome is not null`)} m ${agentOf("m")}
      union all
      select q.project_id, q.quarter, c.agent_id, m.event, null, null, r.seconds, case when m.event <> 'expire' then m.conversation_id end,
        null, false
      from changed q
      ${inQuarter("messages", "created_at", sql`not test and role = 'system' and event in (${asking}, 'take_over', 'expire')`)} m ${agentOf("m")}
      left join lateral (${response}) r on true
      union all
      select q.project_id, q.quarter, c.agent_id, case r.score when 1 then 'up' else 'down' end, null, null, null, null, null, false
      from changed q ${inQuarter("ratings", "rated_at", sql`true`)} r ${agentOf("r")} where not c.test
    ),
    first_words_by_quarter as (
      select project_id, quarter, agent_id, array_agg(ms order by ms) first_ms, array_agg(answers order by ms) first_counts from (
        select project_id, quarter, agent_id, ms, count(*)::integer answers from facts where ms is not null group by 1, 2, 3, 4
      ) steps group by 1, 2, 3
    ),
    counted as (
      select project_id, quarter, agent_id, ${countsOf("what = 'began'")} conversations, ${countsOf("solved")} solved,
        ${countsOf("what = 'answered'")} answered, ${countsOf("what = 'suggested'")} suggested, ${countsOf("what = 'declined'")} declined,
        ${countsOf("what = 'up'")} rated_up, ${countsOf("what = 'down'")} rated_down,
        ${countsOf(sql`what in (${asking})`)} asked, ${countsOf("what = 'take_over'")} taken_over, ${countsOf("what = 'expire'")} expired,
        coalesce(sum(cost), 0)::bigint cost_micros, ${countsOf("unpriced")} unpriced,
        coalesce(array_agg(seconds) filter (where seconds is not null), '{}') response_seconds,
        coalesce(array_agg(distinct with_people) filter (where with_people is not null), '{}') with_people
      from facts group by 1, 2, 3
    ),
    fresh as (
      select counted.*, coalesce(f.first_ms, '{}') first_ms, coalesce(f.first_counts, '{}') first_counts
      from counted left join first_words_by_quarter f using (project_id, quarter, agent_id)
    )`;
}

const countsOf = (condition: string | RawBuilder<unknown>) =>
  sql`(count(*) filter (where ${typeof condition === "string" ? sql.raw(condition) : condition}))::integer`;
