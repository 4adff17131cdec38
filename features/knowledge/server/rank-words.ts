import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { ask } from "#platform/search/ask.ts";
import { countedMax, meanTerms, type Alternative, type MeantTerm, type Scope } from "./mean-terms.ts";
import { rankQuestions } from "./questions/rank-questions.ts";
import { rankHeadings, type FoundByWords } from "./rank-headings.ts";
import { isSearched, type SearchScope } from "./search-scope.ts";
import { wordWeights } from "./word-weights.ts";

/**
 * What the words of a query say: the best passages by their words alone, best first, how rare each term is here, and which terms
 * of the project one that it lacks was taken for.
 */
export type RankedByWords = { passages: { chunk_id: number; score: number }[]; rarity: Map<string, number>; meant: Map<string, string[]> };

export type WordWeights = typeof wordWeights;

/**
 * BM25 over the postings of a project, its headings, and the questions that were written for its passages. Empty when no passage and
 * no such question holds what a term of the query can mean.
 */
export async function rankWords(
  db: Db,
  scope: SearchScope,
  query: string,
  limit: number,
  weights: WordWeights = wordWeights,
): Promise<RankedByWords> {
  const asked = ask(query, weights.story);
  if (asked.terms.length === 0) return { passages: [], rarity: new Map(), meant: new Map() };
  const [totals, meant] = await Promise.all([readTotals(db, scope), meanTerms(db, scope, asked, weights)]);
  const rarity = new Map(meant.map(({ asked: term, terms }) => [term, rarityOf(ownPassages(term, terms), totals.passages)]));
  const takenFor = takenForOthers(meant);
  const known = meant.filter(({ terms }) => terms.length > 0);
  const [found, byQuestions] = await Promise.all([
    known.length === 0 ? [] : findPassages(db, scope, known, totals, Math.max(limit, headingsMax), weights),
    totals.hasQuestions ? rankQuestions(db, scope, meant, (passages) => rarityOf(passages, totals.passages)) : noQuestions,
  ]);
  const told = meant.map((one) => ({ ...one, weight: one.weight * rarity.get(one.asked)! }));
  return { passages: raise(rankHeadings(found, told, weights), byQuestions).slice(0, limit), rarity, meant: takenFor };
}

const noQuestions: ReadonlyMap<number, number> = new Map();

/** Passages whose questions say what is asked come in at a share of the best score of all, whether or not their words were found. */
function raise(ranked: RankedByWords["passages"], byQuestions: ReadonlyMap<number, number>): RankedByWords["passages"] {
  if (byQuestions.size === 0) return ranked;
  const best = ranked[0]?.score || 1;
  const scores = new Map(ranked.map(({ chunk_id, score }) => [chunk_id, score]));
  for (const [id, share] of byQuestions) if (share > 0) scores.set(id, (scores.get(id) ?? 0) + best * questionWeight * share);
  return [...scores]
    .map(([chunk_id, score]) => ({ chunk_id, score }))
    .toSorted((one, other) => other.score - one.score || one.chunk_id - other.chunk_id);
}

/** A question that says what is asked wins against a text that shares words with it. */
const questionWeight = 1.5;

/** So many of the best by BM25 are ranked by their headings too. */
const headingsMax = 60;

/** Passages that the rare terms may bring up; frequent terms then only rank what those found. */
const readMax = 8_000;
const candidatesMax = 400;

type Totals = { passages: number; meanLength: number; hasQuestions: boolean };

async function readTotals(db: Db, { organizationId, projectId }: Scope): Promise<Totals> {
  const mine = sql`organization_id = ${organizationId} and project_id = ${projectId}`;
  const { rows } = await sql<{ passages: number; lengths: number; hasQuestions: boolean }>`
    select coalesce(sum(chunk_count), 0)::bigint passages, coalesce(sum(term_count), 0)::bigint lengths,
      exists (select from question_postings where ${mine}) "hasQuestions"
    from document_lengths where ${mine}`.execute(db);
  const { passages, lengths, hasQuestions } = rows[0]!;
  return { passages, meanLength: Math.max(1, lengths / Math.max(1, passages)), hasQuestions };
}

/** A term to look up; those of one `meant` stand for the same, and the best of them counts. */
type Sought = { term: string; passages: number; weight: number; meant: number };

/**
 * Reads the postings of the rare terms, takes the best candidates of those, and adds what the frequent terms say of
 * them. The lateral fences (offset 0) keep the planner on the index, one range a term.
 */
async function findPassages(
  db: Db,
  scope: SearchScope,
  known: readonly MeantTerm[],
  totals: Totals,
  limit: number,
  { saturation, lengthNorm }: WordWeights,
): Promise<FoundByWords[]> {
  const sought = known
    .flatMap(({ weight, terms }, meant): Sought[] =>
      terms.map(({ term, passages, factor }) => ({
        term,
        passages,
        meant,
        weight: weight * factor * idf(passages, totals.passages) * (saturation + 1),
      })),
    )
    .toSorted((one, other) => one.passages - other.passages);
  const rare = sought.slice(0, Math.max(1, countWithin(sought, readMax)));
  const frequent = sought.slice(rare.length);
  const list = (terms: readonly Sought[]) =>
    sql`unnest(${terms.map(({ term }) => term)}::text[], ${terms.map(({ weight }) => weight)}::float8[], ${terms.map(({ meant }) => meant)}::integer[]) asked (term, weight, meant)`;
  const mine = sql`organization_id = ${scope.organizationId} and project_id = ${scope.projectId}`;
  const contribution = sql`weight * frequency / (frequency + ${saturation * (1 - lengthNorm)}::float8 + ${(saturation * lengthNorm) / totals.meanLength}::float8 * length)`;
  // Where every term means itself alone, there is no best of several to look for.
  const isPlain = sought.length === new Set(sought.map(({ meant }) => meant)).size;
  const hits = sql`
    select posting.chunk_id, ${isPlain ? contribution : sql`max(${contribution})`} score
    from ${list(rare)}
    cross join lateral (select chunk_id, frequency, length from postings where ${mine} and term = asked.term offset 0) posting
    ${isPlain ? sql`` : sql`group by posting.chunk_id, asked.meant`}`;
  const { rows } = await sql<FoundByWords>`
    with candidates as materialized (
      select chunk_id, sum(score) score from (${hits}) hits where ${isSearched(scope, sql`hits.chunk_id`)}
      group by chunk_id
      order by score desc, chunk_id
      limit ${Math.max(candidatesMax, limit)}
    ), ranked as materialized (
      select candidates.chunk_id, (candidates.score + coalesce(more.score, 0))::float4 score
      from candidates
      cross join lateral (
        select sum(score) score from (
          select max(${contribution}) score
          from ${list(frequent)}
          cross join lateral (
            select frequency, length from postings where ${mine} and term = asked.term and chunk_id = candidates.chunk_id offset 0
          ) posting
          group by asked.meant
        ) best
      ) more
      order by score desc, candidates.chunk_id
      limit ${limit}
    )
    select ranked.chunk_id, ranked.score, chunk.headings, document.title
    from ranked
    cross join lateral (
      select document_id, headings from chunks where organization_id = ${scope.organizationId} and id = ranked.chunk_id offset 0
    ) chunk
    cross join lateral (
      select title from documents where organization_id = ${scope.organizationId} and id = chunk.document_id offset 0
    ) document
    order by ranked.score desc, ranked.chunk_id
  `.execute(db);
  return rows;
}

/** The terms that stand in for those that the project lacks. */
function takenForOthers(meant: readonly MeantTerm[]): Map<string, string[]> {
  const others = new Map<string, string[]>();
  for (const { asked, terms } of meant) {
    if (ownPassages(asked, terms) > 0) continue;
    others.set(asked, [...(others.get(asked) ?? []), ...terms.map(({ term }) => term)]);
  }
  return others;
}

/** How many of the terms, rarest first, stay within so many postings together. */
function countWithin(terms: readonly Sought[], max: number): number {
  let read = 0;
  return terms.filter(({ passages }) => passages < countedMax && (read += passages) <= max).length;
}

function ownPassages(term: string, terms: readonly Alternative[]): number {
  return terms.find((one) => one.term === term)?.passages ?? 0;
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
