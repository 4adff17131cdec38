import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { queryTermsOf } from "#platform/search/query-terms.ts";

type Scope = { organizationId: string; projectId: string };

/** What the words of a query say: the best passages by their words alone, best first, and how rare each term is here. */
export type RankedByWords = { passages: { chunk_id: number; score: number }[]; rarity: Map<string, number> };

/** BM25 over the postings of a project. Empty when no passage holds a term of the query. */
export async function rankWords(db: Db, scope: Scope, query: string, limit: number): Promise<RankedByWords> {
  const terms = queryTermsOf(query).slice(0, termsMax);
  if (terms.length === 0) return { passages: [], rarity: new Map() };
  const statistics = await readStatistics(db, scope, terms);
  const known = statistics.terms.filter((term) => term.passages > 0);
  const rarity = new Map(statistics.terms.map(({ term, passages }) => [term, rarityOf(passages, statistics.passages)]));
  return { passages: known.length === 0 ? [] : await rank(db, scope, known, statistics, limit), rarity };
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

async function readStatistics(db: Db, scope: Scope, terms: readonly string[]): Promise<Statistics> {
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
 * Reads the postings of the rare terms, takes the best candidates of those, and adds what the frequent terms say of
 * them. The lateral fences (offset 0) keep the planner on the index, one range a term.
 */
async function rank(
  db: Db,
  scope: Scope,
  terms: readonly TermCount[],
  statistics: Statistics,
  limit: number,
): Promise<RankedByWords["passages"]> {
  const rare = terms.slice(0, Math.max(1, countWithin(terms, readMax)));
  const frequent = terms.slice(rare.length);
  const weights = (list: readonly TermCount[]) => list.map(({ passages }) => idf(passages, statistics.passages) * (saturation + 1));
  const mine = sql`organization_id = ${scope.organizationId} and project_id = ${scope.projectId}`;
  const contribution = sql`weight * frequency / (frequency + ${saturation * (1 - lengthNorm)}::float8 + ${(saturation * lengthNorm) / statistics.meanLength}::float8 * length)`;
  const { rows } = await sql<{ chunk_id: number; score: number }>`
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
    select chunk_id, score from ranked order by score desc, chunk_id
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
