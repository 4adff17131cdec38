import { sql, type RawBuilder } from "kysely";
import { Citation, Why } from "#features/answering/contract.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Check, CheckAnswer, CheckDetail, CheckState } from "../contract.ts";
import type { CheckRow, Place } from "./check-row.ts";

type Filter = { query?: string | undefined; state?: CheckState | undefined; ids?: readonly string[]; limit: number; offset: number };

/**
 * Checks with how their last run went: those that fail since that run first, then those that pass since, those that fail still, and
 * the rest in the order in which they were created.
 */
export async function presentChecks(
  db: Db,
  { organizationId, projectId }: Place,
  { query, state, ids, limit, offset }: Filter,
): Promise<{ data: Check[]; total: number }> {
  const { rows } = await sql<Check & { total: number }>`
    with standing as (
      select c.*, a.name agent_name, last.last, last.change
      from checks c
      left join agents a on a.organization_id = c.organization_id and a.id = c.agent_id
      left join lateral (
        select r.change, ${standingOf(sql`c.version`)} last
        from check_results r
        where r.organization_id = ${organizationId} and r.check_id = c.id
        order by r.run_id desc limit 1
      ) last on true
      where c.organization_id = ${organizationId} and c.project_id = ${projectId}
        and ${ids ? sql`c.id = any(${[...ids]}::text[])` : sql`true`}
        and ${query ? sql`strpos(lower(c.question), lower(${query})) > 0` : sql`true`}
    )
    select id, project_id, question, expects, expected_text, source_id, source_name, suggestion_counts, agent_id, agent_name, last, version,
      created_at, updated_at, count(*) over () total
    from standing
    where ${state ? inState(state) : sql`true`}
    order by case change when 'newly_failing' then 0 when 'newly_passing' then 1 when 'failing' then 2 when 'still_failing' then 2
      when 'unanswered' then 3 else 4 end, id
    limit ${limit} offset ${offset}
  `.execute(db);
  if (rows.length === 0 && offset > 0)
    return { data: [], total: (await presentChecks(db, { organizationId, projectId }, { query, state, limit: 1, offset: 0 })).total };
  return { data: rows.map(({ total: _total, ...check }) => check), total: rows[0]?.total ?? 0 };
}

/** One check, as lists show it. */
export async function presentCheck(db: Db, { organization_id, project_id, id }: CheckRow): Promise<Check> {
  const place = { organizationId: organization_id, projectId: project_id };
  const { data } = await presentChecks(db, place, { ids: [id], limit: 1, offset: 0 });
  return data[0]!;
}

/** One check with its last answer, and the last one before that which was no failure to answer. */
export async function presentDetail(db: Db, row: CheckRow): Promise<CheckDetail> {
  const check = await presentCheck(db, row);
  const { rows } = await sql<{
    standing: Omit<CheckAnswer, "citations" | "why" | "answer">;
    answer: string;
    citations: unknown;
    why: unknown;
  }>`
    select ${standingOf(sql`${row.version}::int`)} || jsonb_build_object('question', r.question, 'agent_name', r.agent_name) standing,
      r.answer, r.citations, r.why
    from check_results r
    where r.organization_id = ${row.organization_id} and r.check_id = ${row.id}
    order by r.run_id desc
  `.execute(db);
  const answers = rows.map(({ standing, answer, citations, why }) => ({
    ...standing,
    answer,
    citations: Citation.array().parse(citations),
    why: Why.nullable().parse(why),
  }));
  const [last = null, ...earlier] = answers;
  return { ...check, last, before: earlier.find(({ change }) => change !== "unanswered") ?? null };
}

function inState(state: CheckState): RawBuilder<boolean> {
  if (state === "not_run") return sql`change is null`;
  return sql`change = any(${changesIn[state]}::text[])`;
}

const changesIn: Record<Exclude<CheckState, "not_run">, string[]> = {
  failing: ["newly_failing", "failing", "still_failing"],
  passing: ["newly_passing", "passing", "still_passing"],
  changed: ["newly_failing", "newly_passing"],
  unanswered: ["unanswered"],
};

/** What of a result `r` is told of it in short. Its time is written as the API writes others. */
function standingOf(version: RawBuilder<unknown>): RawBuilder<Check["last"]> {
  return sql`jsonb_build_object('run_id', r.run_id, 'change', r.change, 'verdict', r.verdict, 'outcome', r.outcome,
    'outdated', r.check_version <> ${version}, 'created_at', to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
}
