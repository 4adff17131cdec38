import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Asked } from "#platform/search/ask.ts";
import { backwards, splitsOf } from "#platform/search/parts.ts";
import { oneSlipFrom, slipsBetween, slipsIn } from "#platform/search/spelling.ts";

export type Scope = { organizationId: string; projectId: string };

/** A term of the project, in how many of its passages it is (counted up to a limit), and how near it is to what was asked: 0–1. */
export type Alternative = { term: string; passages: number; factor: number };

/** One thing that a question asks for: in any of these terms, of which a passage's best counts. */
export type MeantTerm = { asked: string; weight: number; terms: Alternative[] };

export type NearWeights = { slip: number; begins: number; ends: number; pieces: number };

/** Beyond so many passages a term tells next to nothing, and is not counted on. */
export const countedMax = 5_000;

/**
 * What the terms of a question can mean in a project: themselves, compounds that begin or end with them, and for what the project
 * does not know, or hardly, its own terms that differ by a slip, or that it is made of.
 */
export async function meanTerms(db: Db, scope: Scope, asked: Asked, weights: NearWeights): Promise<MeantTerm[]> {
  const own = await countTerms(db, scope, [...asked.terms.map(({ term }) => term), ...asked.joined.map(({ term }) => term)]);
  const terms = asked.terms.map(({ term, share }) => ({ term, share, passages: own.get(term) ?? 0 }));
  const unknown = terms.filter(({ passages }) => passages <= hardlyAny).slice(0, unknownMax);
  const found = await readNear(
    db,
    scope,
    rangesOf(terms, unknown),
    unknown.flatMap(({ term }) => probesOf(term)),
  );
  const meant: MeantTerm[] = [];
  for (const { term, share, passages } of terms) {
    const near = passages <= hardlyAny ? slipsOf(term, passages, found) : [];
    const alternatives = [
      ...(passages > 0 ? [{ term, passages, factor: 1 }] : []),
      ...near.map((one) => ({ ...one, factor: weights.slip })),
      ...compounds(found, term, weights),
    ];
    meant.push({ asked: term, weight: share, terms: distinct(alternatives) });
    if (passages === 0 && near.length === 0)
      for (const part of partsOf(term, found)) meant.push({ asked: term, weight: share, terms: [{ ...part, factor: weights.pieces }] });
  }
  for (const { term, parts } of asked.joined) {
    const passages = own.get(term) ?? 0;
    const share = Math.max(...terms.filter((one) => parts.includes(one.term)).map((one) => one.share), 0) || 1;
    // The same word, written otherwise: it says what all of its parts say.
    if (passages > 0) meant.push({ asked: term, weight: share * parts.length, terms: [{ term, passages, factor: 1 }] });
  }
  return meant;
}

/** A term in so few passages may itself be a slip; what is meant must be far more frequent then. */
const hardlyAny = 2;
const farMore = 20;
/** Each costs some hundred lookups. */
const unknownMax = 6;
const beginningLength = 4;
const nearPerRange = 60;
const compoundsPerRange = 8;
const alternativesMax = 3;

type Range = { beginning: string; most: number };
type Near = { term: string; passages: number };

function rangesOf(terms: readonly Near[], unknown: readonly Near[]): Range[] {
  const spelled = terms.filter(({ term, passages }) => isWord(term) && passages < rareMax);
  return [
    ...spelled.flatMap(({ term }) => [
      { beginning: term, most: compoundsPerRange },
      { beginning: backwards(term), most: compoundsPerRange },
    ]),
    ...unknown
      .filter(({ term }) => slipsIn(term) > 1)
      .map(({ term }) => ({ beginning: term.slice(0, beginningLength), most: nearPerRange })),
  ];
}

/** Long enough to be looked for in compounds. */
const isWord = (term: string) => /^[\p{L}\p{M}]{4,}$/u.test(term);

/** What is more frequent is found without its compounds. */
const rareMax = 500;

function probesOf(term: string): string[] {
  return [...(slipsIn(term) > 0 ? oneSlipFrom(term) : []), ...splitsOf(term).flat()];
}

/** The terms of the project that are fewest slips away; of those the most frequent. */
function slipsOf(term: string, passages: number, found: ReadonlyMap<string, number>): Near[] {
  const most = slipsIn(term);
  if (most === 0) return [];
  const near = [...found]
    .filter(([other, count]) => other.length >= beginningLength - 1 && count >= (passages > 0 ? farMore * passages : 1))
    .map(([other, count]) => ({ term: other, passages: count, slips: slipsBetween(term, other, most) }))
    .filter((one) => one.slips > 0 && one.slips <= most);
  const fewest = Math.min(...near.map(({ slips }) => slips));
  const sameBeginning = (other: string) => Number(other[0] === term[0]);
  return near
    .filter(({ slips }) => slips === fewest)
    .toSorted((one, other) => sameBeginning(other.term) - sameBeginning(one.term) || other.passages - one.passages)
    .slice(0, alternativesMax)
    .map(({ term: other, passages: count }) => ({ term: other, passages: count }));
}

function compounds(found: ReadonlyMap<string, number>, term: string, weights: NearWeights): Alternative[] {
  if (!isWord(term)) return [];
  const reversed = backwards(term);
  return [...found].flatMap(([other, passages]) => {
    const factor = other.startsWith(term) ? weights.begins : other.startsWith(reversed) ? weights.ends : 0;
    return factor > 0 && other.length >= term.length + otherPartMin ? [{ term: other, passages, factor }] : [];
  });
}

/** What is left of a compound is a word too, not an ending. */
const otherPartMin = 3;

/** Both parts of a term that the project knows, of several ways to part it the one with the longest short part. */
function partsOf(term: string, found: ReadonlyMap<string, number>): Near[] {
  const known = splitsOf(term).filter((parts) => parts.every((part) => found.has(part)));
  const [best] = known.toSorted((one, other) => shorter(other) - shorter(one));
  return (best ?? []).map((part) => ({ term: part, passages: found.get(part)! }));
}

const shorter = ([one, other]: readonly [string, string]): number => Math.min(one.length, other.length);

function distinct(alternatives: readonly Alternative[]): Alternative[] {
  const best = new Map<string, Alternative>();
  for (const one of alternatives) if ((best.get(one.term)?.factor ?? 0) < one.factor) best.set(one.term, one);
  return [...best.values()];
}

async function countTerms(db: Db, scope: Scope, terms: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<Near>`
    select asked.term, counted.passages
    from unnest(${[...new Set(terms)]}::text[]) asked (term) cross join lateral ${counted(scope, sql`asked.term`)}`.execute(db);
  return new Map(rows.map(({ term, passages }) => [term, passages]));
}

/** Each distinct term in the ranges, one look into the index a term; and those of the probes that the project has. */
async function readNear(db: Db, scope: Scope, ranges: readonly Range[], probes: readonly string[]): Promise<Map<string, number>> {
  if (ranges.length === 0 && probes.length === 0) return new Map();
  const mine = sql`organization_id = ${scope.organizationId} and project_id = ${scope.projectId}`;
  const { rows } = await sql<Near>`
    with found as materialized (
      select walk.term
      from unnest(${ranges.map(({ beginning }) => beginning)}::text[], ${ranges.map(({ beginning }) => `${beginning}\u{10FFFF}`)}::text[],
        ${ranges.map(({ most }) => most)}::integer[]) range (beginning, behind, most)
      cross join lateral (
        with recursive walk (term, place) as (
          (select term, 1 from postings where ${mine} and term >= range.beginning and term < range.behind order by term limit 1)
          union all
          select next.term, walk.place + 1 from walk cross join lateral (
            select term from postings where ${mine} and term > walk.term and term < range.behind order by term limit 1
          ) next
          where walk.place < range.most
        )
        select term from walk
      ) walk
      union
      select probe.term from unnest(${[...new Set(probes)]}::text[]) probe (term)
      cross join lateral (select from postings where ${mine} and term = probe.term limit 1) hit
    )
    select found.term, counted.passages from found cross join lateral ${counted(scope, sql`found.term`)}`.execute(db);
  return new Map(rows.map(({ term, passages }) => [term, passages]));
}

function counted({ organizationId, projectId }: Scope, term: ReturnType<typeof sql>) {
  return sql`(
    select count(*) passages from (
      select from postings where organization_id = ${organizationId} and project_id = ${projectId} and term = ${term} limit ${countedMax}
    ) hits
  ) counted`;
}
