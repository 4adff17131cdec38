import { sql } from "kysely";
import type { Meaning } from "#platform/embeddings/embeddings.ts";
import type { Db } from "#platform/database/transaction.ts";
import { isSearched, type SearchScope } from "../search-scope.ts";
import { wordsMet, type Met } from "./said-words.ts";
import { likenesses, codeOf } from "./vectors.ts";

/**
 * How near a passage is to a question: as a whole, the nearest of it, and each of its sentences, in order (see sentencesOf); and the
 * nearest of the questions that were written for it, 0 where there is none among the nearest of the project.
 */
export type Nearness = { whole: number; sentence: number; sentences: number[]; written: number };

/** Passages whose codes come nearest; together with those that words found, so many are compared exactly. */
const nearestMax = 60;

/** What a model made of a passage: vectors of so many dimensions, one after the other. */
type Packed = { vectors: Buffer; dimensions: number };
/** By model, then by passage. */
export type Vectors = ReadonlyMap<string, ReadonlyMap<number, Packed>>;

const packed = sql`
  kept.chunk_id, kept.vectors, length(made.code) dimensions
  from chunk_vectors kept join chunk_codes made using (organization_id, model, chunk_id)`;

/** What these models made of these passages, which can be read before the question is encoded. */
export async function readVectors(
  db: Db,
  { organizationId }: SearchScope,
  models: readonly string[],
  ids: readonly number[],
): Promise<Vectors> {
  const vectors = new Map(models.map((model) => [model, new Map<number, Packed>()]));
  if (models.length === 0 || ids.length === 0) return vectors;
  const { rows } = await sql<Packed & { model: string; chunk_id: number }>`
    select kept.model, ${packed}
    where kept.organization_id = ${organizationId} and kept.model = any(${[...models]}::text[]) and kept.chunk_id = any(${[...ids]}::bigint[])
  `.execute(db);
  for (const { model, chunk_id, ...made } of rows) vectors.get(model)!.set(chunk_id, made);
  return vectors;
}

/**
 * How near the passages are whose vectors were read, and those of the project that its codes say are nearest. Of a passage that has
 * vectors of several models, those of the last one count.
 */
export async function rankMeaning(db: Db, scope: SearchScope, meanings: readonly Meaning[], read: Vectors): Promise<Map<number, Nearness>> {
  const near = new Map<number, Nearness>();
  for (const meaning of meanings) {
    const written = await rankWritten(db, scope, meaning);
    const known = read.get(meaning.model) ?? new Map<number, Packed>();
    const more = await readNearest(db, scope, meaning, [...written.keys()], [...known.keys()]);
    for (const [id, { vectors, dimensions }] of [...known, ...more]) {
      // A provider may put another model behind a name: only vectors as long as the question's can be compared with it.
      if (dimensions === meaning.vector.length) near.set(id, { ...nearnessOfAll(vectors, meaning), written: written.get(id) ?? 0 });
    }
  }
  return near;
}

function nearnessOfAll(vectors: Buffer, { vector, scale }: Meaning): Omit<Nearness, "written"> {
  const [whole = 0, ...sentences] = likenesses(vectors, vector).map((likeness) => nearnessOf(likeness, scale));
  return { whole, sentence: Math.max(whole, ...sentences), sentences };
}

/** How well these passages meet the question's words, where the model tells what words say in their places. */
export async function meetWords(
  db: Db,
  { organizationId }: SearchScope,
  meanings: readonly Meaning[],
  ids: readonly number[],
): Promise<Map<number, Met>> {
  const asked = meanings.findLast(({ words }) => words && words.length > 0);
  if (!asked?.words || ids.length === 0) return new Map();
  const { rows } = await sql<{ chunk_id: number; words: Buffer }>`
    select chunk_id, words from chunk_vectors
    where organization_id = ${organizationId} and model = ${asked.model} and chunk_id = any(${[...ids]}::bigint[]) and words is not null
  `.execute(db);
  return wordsMet(asked.words, new Map(rows.map(({ chunk_id, words }) => [chunk_id, words])));
}

/** The vectors of the passages whose codes are nearest, and of those that come with them; without those that are known. */
async function readNearest(
  db: Db,
  scope: SearchScope,
  { model, vector }: Meaning,
  others: readonly number[],
  known: readonly number[],
): Promise<[number, Packed][]> {
  const { rows } = await sql<Packed & { chunk_id: number }>`
    with nearest as materialized (
      select chunk_id from chunk_codes
      where organization_id = ${scope.organizationId} and project_id = ${scope.projectId} and model = ${model}
        and length(code) = ${vector.length}
        ${scope.sourceIds ? sql`and source_id = any(${[...scope.sourceIds]}::text[])` : sql``}
      order by bit_count(code # ${codeOf(vector)}::bit varying)
      limit ${nearestMax}
    )
    select ${packed}
    where kept.organization_id = ${scope.organizationId} and kept.model = ${model}
      and kept.chunk_id = any(array(
        (select chunk_id from nearest union select unnest(${[...others]}::bigint[])) except select unnest(${[...known]}::bigint[])
      ))
  `.execute(db);
  return rows.map(({ chunk_id, ...made }) => [chunk_id, made]);
}

/** Of the written questions that come nearest, how near the nearest of each passage is. */
async function rankWritten(db: Db, scope: SearchScope, { model, vector, scale }: Meaning): Promise<Map<number, number>> {
  const { rows } = await sql<{ chunk_id: number; vector: Buffer }>`
    select chunk_id, vector from question_vectors
    where organization_id = ${scope.organizationId} and project_id = ${scope.projectId} and model = ${model}
      and length(code) = ${vector.length} and ${isSearched(scope, sql`question_vectors.chunk_id`)}
    order by bit_count(code # ${codeOf(vector)}::bit varying)
    limit ${nearestMax}
  `.execute(db);
  const near = new Map<number, number>();
  for (const { chunk_id, vector: packed } of rows) {
    const nearness = nearnessOf(likenesses(packed, vector)[0] ?? 0, scale);
    near.set(chunk_id, Math.max(near.get(chunk_id) ?? 0, nearness));
  }
  return near;
}

const nearnessOf = (likeness: number, { offset, factor }: Meaning["scale"]) => Math.min(1, offset + factor * likeness);
