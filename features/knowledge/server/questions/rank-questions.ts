import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { queryTermsOf } from "#platform/search/query-terms.ts";
import { countedMax, type MeantTerm, type Scope } from "../mean-terms.ts";
import { agreement } from "../rank-headings.ts";
import { isSearched, type SearchScope } from "../search-scope.ts";

/** So many of the passages whose questions have most of what is asked are compared question by question. */
const comparedMax = 100;

/**
 * How much passages are raised by the questions that were written for them: 0–1 by id, the most for one that says what is asked. What
 * shares half of its words with the question asks for something else, and hardly counts.
 *
 * @param rarityOf how telling a term is that is in so many passages
 */
export async function rankQuestions(
  db: Db,
  scope: SearchScope,
  meant: readonly MeantTerm[],
  rarityOf: (passages: number) => number,
): Promise<Map<number, number>> {
  const alternatives = meant.map(({ asked, terms }) => [
    ...new Map([...terms, { term: asked, factor: 1 }].map((one) => [one.term, one])).values(),
  ]);
  const passagesWith = await countTerms(
    db,
    scope,
    alternatives.flatMap((terms) => terms.map(({ term }) => term)),
  );
  if (passagesWith.size === 0) return new Map();
  const told = meant.map(({ asked, weight, terms }, at) => {
    const inTexts = terms.find(({ term }) => term === asked)?.passages ?? 0;
    return { asked, weight: weight * rarityOf(Math.max(inTexts, passagesWith.get(asked) ?? 0)), terms: alternatives[at]! };
  });
  const sought = told.flatMap(({ weight, terms }, at) =>
    terms.filter(({ term }) => passagesWith.has(term)).map(({ term, factor }) => ({ term, weight: weight * factor, at })),
  );
  const { rows } = await sql<{ chunk_id: number; questions: string[] }>`
    with candidates as materialized (
      select chunk_id, sum(weight) score from (
        select posting.chunk_id, asked.at, max(asked.weight) weight
        from unnest(${sought.map(({ term }) => term)}::text[], ${sought.map(({ weight }) => weight)}::float8[], ${sought.map(({ at }) => at)}::integer[])
          asked (term, weight, at)
        cross join lateral (select chunk_id from question_postings where ${mine(scope)} and term = asked.term limit ${countedMax}) posting
        group by posting.chunk_id, asked.at
      ) hits
      where ${isSearched(scope, sql`hits.chunk_id`)}
      group by chunk_id order by score desc, chunk_id limit ${comparedMax}
    )
    select chunk_id, questions from candidates
    cross join lateral (
      select questions from passage_questions where organization_id = ${scope.organizationId} and chunk_id = candidates.chunk_id offset 0
    ) passage
  `.execute(db);
  return new Map(
    rows.map(({ chunk_id, questions }) => [
      chunk_id,
      Math.max(0, ...questions.map((question) => agreement(new Set(queryTermsOf(question)), told) ** sharpness)),
    ]),
  );
}

const sharpness = 4;

const mine = ({ organizationId, projectId }: Scope) => sql`organization_id = ${organizationId} and project_id = ${projectId}`;

async function countTerms(db: Db, scope: Scope, terms: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ term: string; passages: number }>`
    select asked.term, counted.passages
    from unnest(${[...new Set(terms)]}::text[]) asked (term)
    cross join lateral (
      select count(*) passages from (select from question_postings where ${mine(scope)} and term = asked.term limit ${countedMax}) hits
    ) counted
    where counted.passages > 0
  `.execute(db);
  return new Map(rows.map(({ term, passages }) => [term, passages]));
}
