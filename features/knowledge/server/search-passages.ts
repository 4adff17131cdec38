import { sql } from "kysely";
import type { Meaning } from "#platform/embeddings/embeddings.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Passage } from "../contract.ts";
import { meetWords, rankMeaning, readVectors, type Nearness, type Vectors } from "./meaning/rank-meaning.ts";
import type { Met } from "./meaning/said-words.ts";
import { sentencesOf, sentencesPerPassageMax } from "./meaning/sentences-of.ts";
import weights from "./meaning/weights.json" with { type: "json" };
import { rankWords, type RankedByWords } from "./rank-words.ts";
import { isSearched, type SearchScope } from "./search-scope.ts";

/**
 * A passage as it was found. `score` compares passages of one search and nothing else: by words alone it is BM25, by meaning too
 * it is a weighted sum of both. `rarity`: how rare each term of the query is in the project (above 0; the same for all of one
 * search), `meant`: which terms of the project one that it lacks was taken for. `nearness`: how near the passage's nearest
 * sentence is to the query (1: it says the same), null where only words tell.
 * `sentences`: how near each of them is, read under its heading, in the order of the text; empty where only words tell.
 */
export type RankedPassage = Passage & {
  rarity: ReadonlyMap<string, number>;
  meant: ReadonlyMap<string, readonly string[]>;
  nearness: number | null;
  sentences: NearSentence[];
  /** As of a sentence, of all of the passage. */
  met: number;
};

/**
 * A sentence of a passage, its white space made plain. Labels of one or two words are not among them. `met`: how well the query's
 * words are met in it, in what they say in their places; 0 where that is not known.
 */
export type NearSentence = { text: string; nearness: number; met: number };

type Scope = SearchScope;
type Scored = { chunk_id: number; score: number };

/**
 * The passages of a project that answer a query best, best first. This is the one place where a ranking is put together.
 *
 * @param meanings of the query, asked of `platform.embeddings` before the transaction (find-passages.ts); none: words alone
 */
export async function searchPassages(
  db: Db,
  scope: Scope,
  query: string,
  limit: number,
  meanings: readonly Meaning[] = [],
): Promise<RankedPassage[]> {
  const models = meanings.map(({ model }) => model);
  return putTogether(db, scope, limit, await rankToCompare(db, scope, query, limit, models), meanings);
}

type ByWords = RankedByWords & { vectors: Vectors };

/** What words find, as much more of it as is compared by meaning, and what these models made of it. */
export async function rankToCompare(db: Db, scope: Scope, query: string, limit: number, models: readonly string[]): Promise<ByWords> {
  const ranked = await rankWords(db, scope, query, models.length > 0 ? Math.max(limit, comparedByWords) : limit);
  const vectors = await readVectors(
    db,
    scope,
    models,
    ranked.passages.map(({ chunk_id }) => chunk_id),
  );
  return { ...ranked, vectors };
}

/** The passages that words found and those that meaning does, best first. Without meanings those that words found. */
export async function putTogether(
  db: Db,
  scope: Scope,
  limit: number,
  { passages, rarity, meant, vectors }: ByWords,
  meanings: readonly Meaning[],
): Promise<RankedPassage[]> {
  const near = await rankMeaning(db, scope, meanings, vectors);
  const summed = near.size > 0 ? sumOf(passages, near) : passages;
  if (summed.length === 0) return [];
  const met = await meetWords(
    db,
    scope,
    meanings,
    summed.slice(0, comparedWordByWord).map(({ chunk_id }) => chunk_id),
  );
  const ranked = met.size > 0 ? addWords(summed, met) : summed;
  const rows = await readPassages(db, scope, ranked.slice(0, limit));
  return rows.map((row) => ({
    ...row,
    chunk_id: String(row.chunk_id),
    rarity,
    meant,
    nearness: near.get(row.chunk_id)?.sentence ?? null,
    sentences: nearSentences(row.text, near.get(row.chunk_id), met.get(row.chunk_id)),
    met: met.get(row.chunk_id)?.passage ?? 0,
  }));
}

function nearSentences(text: string, near: Nearness | undefined, met: Met | undefined): NearSentence[] {
  if (!near) return [];
  return sentencesOf(text, sentencesPerPassageMax).flatMap((sentence, at) => {
    const nearness = near.sentences[at];
    return nearness === undefined ? [] : [{ text: sentence, nearness, met: met?.sentences[at] ?? 0 }];
  });
}

/** Of what words find, so many are compared by meaning. */
const comparedByWords = 60;

/**
 * A question that was written for a passage counts as a sentence of it would. What no vector is known of counts as the others do
 * on the average: neither found by it nor held back.
 */
function sumOf(byWords: readonly Scored[], near: ReadonlyMap<number, Nearness>): Scored[] {
  const best = byWords[0]?.score || 1;
  const wordsOf = new Map(byWords.map(({ chunk_id, score }) => [chunk_id, score / best]));
  const nearest = ({ sentence, written }: Nearness) => Math.max(sentence, written);
  const meaningOf = (one: Nearness) => weights.sentence * nearest(one) + weights.whole * one.whole;
  const average = [...near.values()].reduce((sum, one) => sum + meaningOf(one), 0) / near.size;
  const found = [...near].filter(([id, one]) => wordsOf.has(id) || nearest(one) >= weights.nearnessMin).map(([id]) => id);
  return [...new Set([...wordsOf.keys(), ...found])]
    .map((chunk_id) => {
      const meaning = near.get(chunk_id);
      return { chunk_id, score: (wordsOf.get(chunk_id) ?? 0) + (meaning ? meaningOf(meaning) : average) };
    })
    .toSorted((one, other) => other.score - one.score || one.chunk_id - other.chunk_id);
}

/** The best, ranked again. One that nothing is known of counts as the others do on the average; the rest stays behind them. */
function addWords(summed: readonly Scored[], met: ReadonlyMap<number, Met>): Scored[] {
  const shares = [...met.values()].map(({ passage }) => passage);
  const average = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const worth = (share: number) => weights.words * share;
  const best = summed
    .slice(0, comparedWordByWord)
    .map(({ chunk_id, score }) => ({ chunk_id, score: score + worth(met.get(chunk_id)?.passage ?? average) }))
    .toSorted((one, other) => other.score - one.score || one.chunk_id - other.chunk_id);
  const least = worth(Math.min(...shares));
  return [...best, ...summed.slice(comparedWordByWord).map(({ chunk_id, score }) => ({ chunk_id, score: score + least }))];
}

/** Of the best by words and meaning, so many are compared word by word: as many as a right one is hardly ever behind. */
const comparedWordByWord = 30;

type PassageRow = Omit<Passage, "chunk_id"> & { chunk_id: number };

/** In the order given. Whatever ranked it, a passage of another source than those that are searched is not read. */
async function readPassages(db: Db, scope: Scope, ranked: readonly Scored[]): Promise<PassageRow[]> {
  const { organizationId } = scope;
  const { rows } = await sql<PassageRow>`
    select chunk.source_id, chunk.document_id, ranked.chunk_id, document.title, chunk.headings, document.url, chunk.text, ranked.score
    from unnest(${ranked.map(({ chunk_id }) => chunk_id)}::bigint[], ${ranked.map(({ score }) => score)}::float4[])
      with ordinality ranked (chunk_id, score, place)
    cross join lateral (
      select source_id, document_id, headings, text from chunks
      where organization_id = ${organizationId} and id = ranked.chunk_id and ${isSearched(scope, sql`ranked.chunk_id`)} offset 0
    ) chunk
    cross join lateral (
      select title, url from documents where organization_id = ${organizationId} and id = chunk.document_id offset 0
    ) document
    order by ranked.place
  `.execute(db);
  return rows;
}
