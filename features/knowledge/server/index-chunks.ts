import { setImmediate as afterIo } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { backwards, isLong } from "#platform/search/parts.ts";
import { termsOf } from "#platform/search/terms.ts";

/** A stored passage whose words are to be found. `headings`: outermost first; `title`: its document's. */
export type IndexedChunk = {
  organization_id: string;
  project_id: string;
  id: number;
  headings: readonly string[];
  title: string;
  text: string;
};

/**
 * Makes stored passages of one organization findable: their postings, and their share of what ranking knows of the project. Each
 * passage once; deleting a passage's document removes both.
 */
export async function indexChunks(db: Db, chunks: readonly IndexedChunk[]): Promise<void> {
  const batches = [...Map.groupBy(chunks, ({ project_id }) => project_id).values()].flatMap((ofProject) => batchesOf(ofProject));
  let counted = countAll(batches[0] ?? []);
  for (const at of batches.keys()) {
    const writing = write(db, counted);
    [counted] = await Promise.all([countBehind(batches[at + 1] ?? []), writing]);
  }
}

/** Enough to keep the database busy, few enough that counting their words never holds the event loop for long. */
const chunksPerInsert = 20;

function batchesOf(chunks: readonly IndexedChunk[]): IndexedChunk[][] {
  const count = Math.ceil(chunks.length / chunksPerInsert);
  return Array.from({ length: count }, (_, at) => chunks.slice(at * chunksPerInsert, (at + 1) * chunksPerInsert));
}

const countAll = (chunks: readonly IndexedChunk[]): CountedChunk[] => chunks.map((chunk) => ({ chunk, ...countTerms(chunk) }));

/** Once what was sent is on its way: words are counted while the database writes those before them. */
async function countBehind(chunks: readonly IndexedChunk[]): Promise<CountedChunk[]> {
  await afterIo();
  return countAll(chunks);
}

async function write(db: Db, batch: readonly CountedChunk[]): Promise<void> {
  await insertPostings(db, batch);
  await addLengths(db, batch);
}

type CountedChunk = { chunk: IndexedChunk; frequencies: Map<string, number>; length: number };

/**
 * Title and headings say what a passage is about: their terms count once more, each. A long term is there backwards as well,
 * so that it is found by its end.
 */
function countTerms(chunk: IndexedChunk): { frequencies: Map<string, number>; length: number } {
  const terms = [...termsOf(chunk.text), ...new Set(termsOf([chunk.title, ...chunk.headings].join("\n")))];
  const frequencies = new Map<string, number>();
  for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  for (const [term, frequency] of frequencies) if (isLong(term)) frequencies.set(backwards(term), frequency);
  return { frequencies, length: terms.length };
}

/** Thousands of rows are sent as a few texts, which is what both sides write and read soonest. */
async function insertPostings(db: Db, batch: readonly CountedChunk[]): Promise<void> {
  const terms: string[] = [];
  const [places, counts]: [number[], number[]] = [[], []];
  for (const [at, { frequencies }] of batch.entries()) {
    for (const [term, frequency] of frequencies) {
      terms.push(term);
      places.push(at + 1);
      counts.push(frequency);
    }
  }
  if (terms.length === 0) return;
  const { organization_id, project_id } = batch[0]!.chunk;
  // No term holds a line break. Neighbours in the index are written together.
  await sql`
    insert into postings (organization_id, project_id, term, chunk_id, frequency, length)
    select ${organization_id}, ${project_id}, term, (${numbers(batch.map(({ chunk }) => chunk.id))}::bigint[])[place], frequency,
      (${numbers(batch.map(({ length }) => length))}::integer[])[place]
    from unnest(string_to_array(${terms.join("\n")}, e'\\n'), ${numbers(places)}::integer[], ${numbers(counts)}::integer[])
      said (term, place, frequency)
    order by term collate "C"
  `.execute(db);
}

const numbers = (list: readonly number[]) => `{${list.join(",")}}`;

async function addLengths(db: Db, batch: readonly CountedChunk[]): Promise<void> {
  await sql`
    insert into document_lengths (organization_id, document_id, project_id, chunk_count, term_count)
    select chunks.organization_id, chunks.document_id, chunks.project_id, count(*), sum(counted.length)
    from unnest(${numbers(batch.map(({ chunk }) => chunk.id))}::bigint[], ${numbers(batch.map(({ length }) => length))}::integer[])
      counted (id, length)
    join chunks on chunks.organization_id = ${batch[0]!.chunk.organization_id} and chunks.id = counted.id
    group by chunks.organization_id, chunks.document_id, chunks.project_id
    on conflict (organization_id, document_id) do update set
      chunk_count = document_lengths.chunk_count + excluded.chunk_count,
      term_count = document_lengths.term_count + excluded.term_count
  `.execute(db);
}
