import { sql } from "kysely";
import type { Meaning } from "#platform/embeddings/embeddings.ts";
import type { Db } from "#platform/database/transaction.ts";
import { likenesses, codeOf } from "./vectors.ts";

/** How near a passage is to a question: as a whole, the nearest of it, and each of its sentences, in order (see sentencesOf). */
export type Nearness = { whole: number; sentence: number; sentences: number[] };

/** Passages whose codes come nearest; together with those that words found, so many are compared exactly. */
const nearestMax = 100;

/**
 * How near these passages are to the question, and those of the project that its codes say are nearest. Of a passage that has
 * vectors of several models, those of the last one count.
 */
export async function rankMeaning(
  db: Db,
  scope: Scope,
  meanings: readonly Meaning[],
  byWords: readonly number[],
): Promise<Map<number, Nearness>> {
  const near = new Map<number, Nearness>();
  for (const meaning of meanings) for (const [id, nearness] of await rankOne(db, scope, meaning, byWords)) near.set(id, nearness);
  return near;
}

type Scope = { organizationId: string; projectId: string };

/** Of vectors as long as the question's alone: a provider may put another model behind a name. */
async function rankOne(db: Db, scope: Scope, { model, vector, scale }: Meaning, byWords: readonly number[]): Promise<[number, Nearness][]> {
  const { rows } = await sql<{ chunk_id: number; vectors: Buffer }>`
    with nearest as materialized (
      select chunk_id from chunk_codes
      where organization_id = ${scope.organizationId} and project_id = ${scope.projectId} and model = ${model}
        and length(code) = ${vector.length}
      order by bit_count(code # ${codeOf(vector)}::bit varying)
      limit ${nearestMax}
    )
    select chunk_id, vectors from chunk_vectors
    where organization_id = ${scope.organizationId} and model = ${model}
      and chunk_id = any(array(select chunk_id from nearest union select unnest(${[...byWords]}::bigint[])))
  `.execute(db);
  const nearnessOf = (likeness: number) => Math.min(1, scale.offset + scale.factor * likeness);
  return rows.map(({ chunk_id, vectors }) => {
    const [whole = 0, ...sentences] = likenesses(vectors, vector).map(nearnessOf);
    return [chunk_id, { whole, sentence: Math.max(whole, ...sentences), sentences }];
  });
}
