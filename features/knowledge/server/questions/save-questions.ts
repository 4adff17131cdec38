import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { queryTermsOf } from "#platform/search/query-terms.ts";

/**
 * Keeps what customers would ask of a passage beside it, and makes the passage findable by it. False where the passage is gone, since
 * its text changed meanwhile, or has its questions already.
 */
export async function saveQuestions(db: Db, organizationId: string, chunkId: number, questions: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    insert into passage_questions (organization_id, project_id, source_id, chunk_id, questions)
    select organization_id, project_id, source_id, id, ${[...questions]}::text[]
    from chunks where organization_id = ${organizationId} and id = ${chunkId} for key share
    on conflict do nothing returning chunk_id
  `.execute(db);
  if (rows.length > 0) await indexQuestions(db, organizationId, [chunkId]);
  return rows.length > 0;
}

/** Puts the words of these passages' questions into the index, in the place of what it has of them. */
export async function indexQuestions(db: Db, organizationId: string, chunkIds: readonly number[]): Promise<void> {
  const { rows } = await sql<{ chunk_id: number; project_id: string; questions: string[] }>`
    with gone as (delete from question_postings where organization_id = ${organizationId} and chunk_id = any(${[...chunkIds]}::bigint[]))
    select chunk_id, project_id, questions from passage_questions
    where organization_id = ${organizationId} and chunk_id = any(${[...chunkIds]}::bigint[])
  `.execute(db);
  const postings = rows.flatMap(({ chunk_id, project_id, questions }) =>
    [...new Set(questions.flatMap(queryTermsOf))].map((term) => ({ chunk_id, project_id, term })),
  );
  if (postings.length === 0) return;
  await sql`
    insert into question_postings (organization_id, project_id, term, chunk_id)
    select ${organizationId}, * from unnest(${postings.map((row) => row.project_id)}::text[], ${postings.map((row) => row.term)}::text[],
      ${postings.map((row) => row.chunk_id)}::bigint[])
  `.execute(db);
}
