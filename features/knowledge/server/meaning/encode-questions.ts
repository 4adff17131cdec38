import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Encoder } from "#platform/embeddings/embeddings.ts";
import { codeOf, packVectors } from "./vectors.ts";

type Key = { organizationId: string; sourceId: string; model: string };
/** A passage whose written questions have no vectors of this model. */
export type WaitingQuestions = { chunk_id: number; questions: string[] };
/** Null: words alone find that question, since the model cannot read it. */
type Made = { chunk_id: number; position: number; vector: Float32Array | null };

export async function findWaitingQuestions(db: Db, { organizationId, sourceId, model }: Key, limit: number): Promise<WaitingQuestions[]> {
  const { rows } = await sql<WaitingQuestions>`
    select chunk_id, questions from passage_questions asked
    where organization_id = ${organizationId} and source_id = ${sourceId} and cardinality(questions) > 0
      and not exists (
        select from question_vectors made
        where made.organization_id = asked.organization_id and made.project_id = asked.project_id and made.model = ${model}
          and made.chunk_id = asked.chunk_id
      )
    order by chunk_id limit ${limit}
  `.execute(db);
  return rows;
}

export async function encodeQuestions(encoder: Encoder, waiting: readonly WaitingQuestions[], signal: AbortSignal): Promise<Made[]> {
  if (waiting.length === 0) return [];
  const asked = waiting.flatMap(({ chunk_id, questions }) => questions.map((text, position) => ({ chunk_id, position, text })));
  const taken = asked.filter(({ text }) => encoder.takes(text));
  const vectors = await encoder.ofTexts(
    taken.map(({ text }) => text),
    signal,
  );
  const vectorOf = new Map(taken.map((one, at) => [one, vectors[at] ?? null]));
  return asked.map((one) => ({ chunk_id: one.chunk_id, position: one.position, vector: vectorOf.get(one) ?? null }));
}

/** Questions that went meanwhile are left out. */
export async function saveQuestionVectors(db: Db, { organizationId, model }: Key, made: readonly Made[]): Promise<void> {
  if (made.length === 0) return;
  await sql`
    insert into question_vectors (organization_id, project_id, model, chunk_id, position, code, vector)
    select asked.organization_id, asked.project_id, ${model}, asked.chunk_id, made.position, made.code::bit varying, decode(made.vector, 'hex')
    from unnest(${made.map(({ chunk_id }) => chunk_id)}::bigint[], ${made.map(({ position }) => position)}::smallint[],
      ${made.map(({ vector }) => vector && codeOf(vector))}::text[],
      ${made.map(({ vector }) => vector && packVectors([vector]).toString("hex"))}::text[]) made (chunk_id, position, code, vector)
    join passage_questions asked on asked.organization_id = ${organizationId} and asked.chunk_id = made.chunk_id
    on conflict do nothing
  `.execute(db);
}
