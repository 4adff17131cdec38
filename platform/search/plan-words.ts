import { sql, type RawBuilder } from "kysely";
import type { Db } from "../database/transaction.ts";
import { askedWords } from "./words.ts";

/**
 * How a search goes about its words. `rarest`: the one whose records are looked through, since it is in so few of them;
 * null where every word is so frequent that the newest records are looked through instead. No words: nothing is found.
 */
export type PlannedWords = { words: string[]; rarest: string | null; leftOut: string[] };

/** At most this many records are looked through for a page, however many there are. */
export const lookedThroughMax = 5_000;

/**
 * @param postings the index's table and whose rows of it, as `table where …`
 * @returns null for a query of nothing at all
 */
export async function planWords(db: Db, postings: RawBuilder<unknown>, query: string): Promise<PlannedWords | null> {
  if (query === "") return null;
  const { words, leftOut } = askedWords(query);
  const { rows } = await sql<{ word: string; records: number }>`
    select asked.word, (
      select count(*) from (select from ${postings} and word >= asked.word and word < asked.behind limit ${lookedThroughMax + 1}) as found
    ) as records
    from unnest(${words}::text[], ${words.map(behind)}::text[]) as asked (word, behind)
    order by records`.execute(db);
  const [rarest] = rows;
  return { words, rarest: rarest && rarest.records <= lookedThroughMax ? rarest.word : null, leftOut };
}

/** That a column `word` begins so: a range of an index that is ordered by bytes. */
export const beginsWith = (word: string): RawBuilder<boolean> => sql<boolean>`word >= ${word} and word < ${behind(word)}`;

/** What comes after every word that begins so, and before all others that come after it. */
const behind = (beginning: string): string => `${beginning}\u{10FFFF}`;
