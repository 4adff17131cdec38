import { sql, type RawBuilder } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { QuestionState, UnansweredQuestion } from "../contract.ts";

type Place = { organizationId: string; projectId: string };
/** Which questions: those of a range, `to` left out, and of one agent. */
type Asked = { from: string; to: string; agentId?: string | undefined };

/**
 * The questions of the last seven days, or of another range, that an agent declined, in one state, the most frequent first. One that was written
 * in several ways is one. It is answered where an agent answered it since, or an answer was added for it since; asked once
 * more without success it is open again. What was dismissed stays dismissed.
 */
export async function findUnanswered(
  db: Db,
  { organizationId, projectId }: Place,
  { state, limit, offset, of }: { state: QuestionState; limit: number; offset: number; of?: Asked },
): Promise<{ data: UnansweredQuestion[]; total: number }> {
  const mine = (table: string) =>
    sql`${sql.ref(`${table}.organization_id`)} = ${organizationId} and ${sql.ref(`${table}.project_id`)} = ${projectId}`;
  const { rows } = await sql<UnansweredQuestion & { total: number }>`
    with asked as (
      select
        ${hashOf(sql`q.text`)} question_hash,
        (array_agg(q.text order by q.id desc) filter (where m.outcome = 'declined'))[1] question,
        count(*) filter (where m.outcome = 'declined') asked,
        max(m.created_at) filter (where m.outcome = 'declined') last_asked_at,
        (array_agg(json_build_object('id', m.conversation_id, 'asked_at', to_char(m.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          order by m.id desc) filter (where m.outcome = 'declined'))[1:5] conversations,
        max(m.created_at) filter (where m.outcome = 'answered') last_answered_at
      from messages m join messages q on q.organization_id = m.organization_id and q.id = m.reply_to
      where ${mine("m")} and ${asked(organizationId, of)} and not m.test and m.outcome in ('answered', 'declined') and q.text <> ''
      group by 1
      having count(*) filter (where m.outcome = 'declined') > 0
    ), added as (
      select ${hashOf(sql`s.name`)} question_hash, max(s.created_at) added_at
      from sources s where ${mine("s")} and s.kind = 'answer'
      group by 1
    ), stated as (
      select asked.*, case
        when settled.state = 'dismissed' then 'dismissed'
        when greatest(asked.last_answered_at, added.added_at, settled.settled_at) > asked.last_asked_at then 'answered'
        else 'open'
      end state
      from asked
      left join added on added.question_hash = asked.question_hash
      left join settled_questions settled on ${mine("settled")} and settled.question_hash = asked.question_hash
    )
    select question, asked, last_asked_at, to_json(conversations) conversations, state, count(*) over () total
    from stated where state = ${state}
    order by asked desc, last_asked_at desc, question
    limit ${limit} offset ${offset}
  `.execute(db);
  // A page beyond the end has no row to say how many there are.
  if (rows.length === 0 && offset > 0)
    return {
      data: [],
      total: (await findUnanswered(db, { organizationId, projectId }, { state, limit: 1, offset: 0, ...(of ? { of } : {}) })).total,
    };
  return { data: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

function asked(organizationId: string, of: Asked | undefined): RawBuilder<unknown> {
  if (!of) return sql`m.created_at > now() - interval '7 days'`;
  const agents = sql`m.conversation_id in (
    select id from conversations where organization_id = ${organizationId} and agent_id = ${of.agentId ?? null})`;
  return sql`m.created_at >= ${of.from}::timestamptz and m.created_at < ${of.to}::timestamptz
    and ${of.agentId === undefined ? sql`true` : agents}`;
}

/** By which a question is the same, however it was written. */
export function hashOf(text: RawBuilder<unknown>): RawBuilder<Buffer> {
  return sql`sha256(convert_to(trim(regexp_replace(lower(${text}), '[[:space:][:punct:]]+', ' ', 'g')), 'UTF8'))`;
}
