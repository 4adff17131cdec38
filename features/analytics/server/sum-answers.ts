import { sql, type RawBuilder } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { AnalyticsSlot, AnalyticsTotals } from "../contract.ts";
import type { Range, Slot } from "./range.ts";

/** Where: a project, or one of its agents. */
export type Place = { organizationId: string; projectId: string; agentId: string | undefined };

/** What began and was answered, by slot and in all. */
export type Counted = {
  slots: AnalyticsSlot[];
  totals: Pick<AnalyticsTotals, "conversations" | "solved" | "answers" | "answered" | "suggested" | "declined" | "first_words">;
};

/** Answers are told apart by how long they took in steps: counting them so is faster than putting them in order. */
const stepMs = 50;

/**
 * Reads each answer once. Each slot is a range of an index that holds all that is asked of it: to tell the day of each of a million
 * answers in a time zone takes longer than to count them.
 */
export async function countSlots(db: Db, place: Place, slots: readonly Slot[]): Promise<Counted> {
  const { rows } = await sql<Counted>`
    with slots as (
      select * from unnest(${slots.map(({ day }) => day)}::text[], ${slots.map(({ from }) => from)}::timestamptz[],
        ${slots.map(({ to }) => to)}::timestamptz[]) with ordinality s (day, starts, ends, place)
    ), counted as materialized (
      select s.place, a.outcome, a.ms, a.answers from slots s cross join lateral (
        select m.outcome, m.first_ms / ${sql.lit(stepMs)} * ${sql.lit(stepMs)} ms, count(*) answers from messages m
        where ${within("m", place)} and ${isAnswer} and m.created_at >= s.starts and m.created_at < s.ends ${inAgents("m", place)}
        group by 1, 2
      ) a
    ), begun as materialized (
      select s.place, c.conversations, c.solved from slots s cross join lateral (
        select count(*) conversations, count(*) filter (where not c.had_person and c.last_outcome in ('answered', 'suggested')) solved
        from conversations c
        where ${within("c", place)} and c.created_at >= s.starts and c.created_at < s.ends ${ofAgent("c.agent_id", place)}
      ) c
    ), ranked as (
      select ms, sum(sum(answers)) over (order by ms) until, sum(sum(answers)) over () total from counted where ms is not null group by ms
    ), by_slot as (
      select s.place, s.day, s.starts, (select conversations from begun b where b.place = s.place) conversations,
        coalesce(sum(answers) filter (where outcome = 'answered'), 0) answered,
        coalesce(sum(answers) filter (where outcome = 'suggested'), 0) suggested,
        coalesce(sum(answers) filter (where outcome = 'declined'), 0) declined
      from slots s left join counted c on c.place = s.place group by 1, 2, 3
    )
    select
      (select json_agg(json_build_object('day', day, 'from', to_char(starts at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'conversations', conversations, 'answered', answered, 'suggested', suggested, 'declined', declined) order by place) from by_slot) slots,
      (select json_build_object('conversations', sum(conversations), 'solved', (select sum(solved) from begun),
        'answers', sum(answered + suggested + declined), 'answered', sum(answered), 'suggested', sum(suggested), 'declined', sum(declined),
        'first_words', (select json_build_object('count', coalesce(max(total), 0), 'median_ms', min(ms) filter (where until >= total * 0.5),
          'p90_ms', min(ms) filter (where until >= total * 0.9)) from ranked)) from by_slot) totals`.execute(db);
  return rows[0]!;
}

export async function readRatings(db: Db, place: Place, range: Range): Promise<AnalyticsTotals["ratings"]> {
  const { rows } = await sql<AnalyticsTotals["ratings"]>`
    select count(*) filter (where r.score = 1) up, count(*) filter (where r.score = -1) down
    from ratings r join conversations c on c.organization_id = r.organization_id and c.id = r.conversation_id
    where r.organization_id = ${place.organizationId} and r.project_id = ${place.projectId} and not c.test
      ${inRange("r.rated_at", range)} ${ofAgent("c.agent_id", place)}`.execute(db);
  return rows[0]!;
}

type HandedOver = Pick<AnalyticsTotals, "handed_over" | "first_response">;

/** A wish for a person ends with their first message, or without one when it is taken back or nobody comes. */
export async function readHandedOver(db: Db, place: Place, range: Range): Promise<HandedOver> {
  const { rows } = await sql<HandedOver>`
    with lines as materialized (
      select m.id, m.conversation_id, m.event, m.created_at from messages m
      where ${within("m", place)} and m.role = 'system' and m.event in ('ask', 'take_over', 'expire')
        ${inRange("m.created_at", range)} ${inAgents("m", place)}
    ), responses as (
      select extract(epoch from ended.created_at - asked.created_at)::float8 seconds
      from lines asked cross join lateral (
        select m.role, m.created_at from messages m
        where m.organization_id = ${place.organizationId} and m.conversation_id = asked.conversation_id and m.id > asked.id
          and (m.role = 'person' or m.event in ('ask', 'take_back', 'expire', 'give_back', 'close'))
        order by m.id limit 1
      ) ended
      where asked.event = 'ask' and ended.role = 'person'
    )
    select
      (select json_build_object('conversations', count(distinct conversation_id) filter (where event <> 'expire'),
        'asked', count(*) filter (where event = 'ask'), 'taken_over', count(*) filter (where event = 'take_over'),
        'expired', count(*) filter (where event = 'expire')) from lines) handed_over,
      (select json_build_object('count', count(*), 'median_seconds', percentile_cont(0.5) within group (order by seconds),
        'p90_seconds', percentile_cont(0.9) within group (order by seconds)) from responses) first_response`.execute(db);
  return rows[0]!;
}

const isAnswer = sql`m.outcome in ('answered', 'suggested', 'declined')`;

function within(table: string, { organizationId, projectId }: Place): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${table}.${column}`);
  return sql`${of("organization_id")} = ${organizationId} and ${of("project_id")} = ${projectId} and not ${of("test")}`;
}

const inRange = (column: string, { from, to }: Range) =>
  sql`and ${sql.ref(column)} >= ${from}::timestamptz and ${sql.ref(column)} < ${to}::timestamptz`;

const ofAgent = (column: string, { agentId }: Place) => (agentId === undefined ? sql`` : sql`and ${sql.ref(column)} = ${agentId}`);

/** A message belongs to its conversation's agent. */
const inAgents = (table: string, { organizationId, agentId }: Place) =>
  agentId === undefined
    ? sql``
    : sql`and ${sql.ref(`${table}.conversation_id`)} in (
        select of_agent.id from conversations of_agent where of_agent.organization_id = ${organizationId} and of_agent.agent_id = ${agentId})`;
