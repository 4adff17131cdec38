import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Passage } from "../contract.ts";
import { rankWords } from "./rank-words.ts";

/** A passage, and how rare each term of the query is in the project (above 0; the same for all of one search). */
export type RankedPassage = Passage & { rarity: ReadonlyMap<string, number> };

/**
 * The passages of a project that answer a query best, best first. This is the one place where a ranking is put
 * together. Empty when no passage holds a term of the query.
 */
export async function searchPassages(
  db: Db,
  scope: { organizationId: string; projectId: string },
  query: string,
  limit: number,
): Promise<RankedPassage[]> {
  const { passages, rarity } = await rankWords(db, scope, query, limit);
  if (passages.length === 0) return [];
  const rows = await readPassages(db, scope.organizationId, passages);
  return rows.map((row) => ({ ...row, chunk_id: String(row.chunk_id), rarity }));
}

type PassageRow = Omit<Passage, "chunk_id"> & { chunk_id: number };

/** In the order given. */
async function readPassages(db: Db, organizationId: string, ranked: readonly { chunk_id: number; score: number }[]): Promise<PassageRow[]> {
  const { rows } = await sql<PassageRow>`
    select chunk.source_id, chunk.document_id, ranked.chunk_id, document.title, chunk.headings, document.url, chunk.text, ranked.score
    from unnest(${ranked.map(({ chunk_id }) => chunk_id)}::bigint[], ${ranked.map(({ score }) => score)}::float4[])
      with ordinality ranked (chunk_id, score, place)
    cross join lateral (
      select source_id, document_id, headings, text from chunks
      where organization_id = ${organizationId} and id = ranked.chunk_id offset 0
    ) chunk
    cross join lateral (
      select title, url from documents where organization_id = ${organizationId} and id = chunk.document_id offset 0
    ) document
    order by ranked.place
  `.execute(db);
  return rows;
}
