import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Passage } from "../contract.ts";
import { queryTermsOf } from "#platform/search/query-terms.ts";

/** A passage, and how rare each term of the query is in the project (above 0; the same for all of one search). */
export type RankedPassage = Passage & { rarity: ReadonlyMap<string, number> };

/**
 * The passages of a project that answer a query best, best first: BM25 over the postings. This is the one place of
 * ranking. Empty when no passage holds a term of the query.
 */
export async function searchPassages(
  db: Db,
  scope: { organizationId: string; projectId: string },
  query: string,
  limit: number,
): Promise<RankedPassage[]> {
  const terms = queryTermsOf(query).slice(0, termsMax);
  if (terms.length === 0) return [];
  const statistics = await readStatistics(db, scope, terms);
  const known = statistics.terms.filter((term) => term.passages > 0);
  if (known.length === 0) return [];
  const rarity = new Map(statistics.terms.map(({ term, passages }) => [term, rarityOf(passages, statistics.passages)]));
  const rows = await rank(db, scope, known, statistics, limit);
  return rows.map((row) => ({ ...row, chunk_id: String(row.chunk_id), rarity }));
}

/** A question has fewer; a pasted page must not cost as many lookups as it has words. */
const termsMax = 48;

/** BM25's saturation of repeated terms, and how much a long passage is held against. */
const saturation = 1.2;
const lengthNorm = 0.75;

/** Beyond so many passages a term tells next to nothing, and is not counted on. */
const countedMax = 5_000;
/** Passages that the rare terms may bring up; frequent terms then only rank what those found. */
const readMax = 10_000;
const candidatesMax = 400;

type TermCount = { term: string; passages: number };
type Statistics = { terms: TermCount[]; passages: number; meanLength: number };

async function readStatistics(db: Db, scope: { organizationId: string; projectId: string }, terms: readonly string[]): Promise<Statistics> {
  const { rows } = await sql<{ term: string; passages: number; total: number; lengths: number }>`
    with project as materialized (
      select coalesce(sum(chunk_count), 0)::bigint total, coalesce(sum(term_count), 0)::bigint lengths
      from document_lengths
      where organization_id = ${scope.organizationId} and project_id = ${scope.projectId}
    )
    select asked.term, counted.passages, project.total, project.lengths
    from project, unnest(${terms}::text[]) asked (term)
    cross join lateral (
      select count(*) passages from (
        select from postings
        where organization_id = ${scope.organizationId} and project_id = ${scope.projectId} and term = asked.term
        limit ${countedMax}
      ) hits
    ) counted
  `.execute(db);
  const { total = 0, lengths = 0 } = rows[0] ?? {};
  return {
    terms: rows.map(({ term, passages }) => ({ term, passages })).toSorted((one, other) => one.passages - other.passages),
    passages: total,
    meanLength: Math.max(1, lengths / Math.max(1, total)),
  };
}

/**
 * Reads the postings of the rare terms, takes the best candidates of those, adds what the frequent terms say of
 * them, and fetches the passages. The lateral fences (offset 0) keep the planner on the index, one range a term.
 */
async function rank(
  db: Db,
  scope: { organizationId: string; projectId: string },
  terms: readonly TermCount[],
  statistics: Statistics,
  limit: number,
): Promise<(Omit<Passage, "chunk_id"> & { chunk_id: number })[]> {
  const rare = terms.slice(0, Math.max(1, countWithin(terms, readMax)));
  const frequent = terms.slice(rare.length);
  const weights = (list: readonly TermCount[]) => list.map(({ passages }) => idf(passages, statistics.passages) * (saturation + 1));
  const mine = sql`organization_id = ${scope.organizationId} and project_id = ${scope.projectId}`;
  const contribution = sql`weight * frequency / (frequency + ${saturation * (1 - lengthNorm)}::float8 + ${(saturation * lengthNorm) / statistics.meanLength}::float8 * length)`;
  const { rows } = await sql<Omit<Passage, "chunk_id"> & { chunk_id: number }>`
    with candidates as materialized (
      select posting.chunk_id, sum(${contribution}) score
      from unnest(${rare.map(({ term }) => term)}::text[], ${weights(rare)}::float8[]) asked (term, weight)
      cross join lateral (select chunk_id, frequency, length from postings where ${mine} and term = asked.term offset 0) posting
      group by posting.chunk_id
      order by score desc, posting.chunk_id
      limit ${Math.max(candidatesMax, limit)}
    ), ranked as materialized (
      select candidates.chunk_id, (candidates.score + coalesce(more.score, 0))::float4 score
      from candidates
      cross join lateral (
        select sum(${contribution}) score
        from unnest(${frequent.map(({ term }) => term)}::text[], ${weights(frequent)}::float8[]) asked (term, weight)
        cross join lateral (
          select frequency, length from postings where ${mine} and term = asked.term and chunk_id = candidates.chunk_id offset 0
        ) posting
      ) more
      order by score desc, candidates.chunk_id
      limit ${limit}
    )
    select chunk.source_id, chunk.document_id, ranked.chunk_id, document.title, chunk.headings, document.url, chunk.text, ranked.score
    from ranked
    cross join lateral (
      select source_id, document_id, headings, text from chunks
      where organization_id = ${scope.organizationId} and id = ranked.chunk_id offset 0
    ) chunk
    cross join lateral (
      select title, url from documents where organization_id = ${scope.organizationId} and id = chunk.document_id offset 0
    ) document
    order by ranked.score desc, ranked.chunk_id
  `.execute(db);
  return rows;
}

/** How many of the terms, rarest first, stay within so many postings together. */
function countWithin(terms: readonly TermCount[], max: number): number {
  let read = 0;
  return terms.filter(({ passages }) => passages < countedMax && (read += passages) <= max).length;
}

function idf(passages: number, total: number): number {
  return Math.log(1 + (Math.max(total, passages) - passages + 0.5) / (passages + 0.5));
}

/**
 * As idf, seen before a background of passages that are not there: in a project of one page every word is in every
 * passage, and still some tell more than others.
 */
function rarityOf(passages: number, total: number): number {
  return idf(passages + backgroundHits, total + backgroundPassages);
}

const backgroundPassages = 300;
const backgroundHits = 3;
