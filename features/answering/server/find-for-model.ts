import type { LanguageModel } from "ai";
import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import type { Logger } from "#platform/log.ts";
import { languageOf } from "#platform/text/language-of.ts";
import type { AnswererTools, Question } from "./answerer.ts";
import type { Beginnings } from "./beginnings.ts";
import { neededEarlier, questionsIn } from "./follow-up.ts";
import { fusePassages } from "./fuse-passages.ts";
import { passagesPerSearch } from "./search-ahead.ts";
import { writeQuery, type WrittenQuery } from "./write-query.ts";

/** What is at hand before a model answers; `written` where the question needed a query of the model's. */
export type FoundForModel = { passages: RankedPassage[]; written: WrittenQuery | null; languages: string[] };

/**
 * Searches for each question that a text holds, and for a follow-up also by what it goes back to, in the words of the model. Where
 * the question is in another language than the documents, `languages` are theirs.
 */
export async function findForModel(
  model: LanguageModel,
  question: Question,
  tools: AnswererTools,
  machine: { beginnings: Beginnings; log: Logger },
): Promise<FoundForModel> {
  const earlier = neededEarlier(question);
  const search = (query: string) => tools.search(query, passagesPerSearch);
  const inFull = async () => {
    if (earlier === null) return { written: null, passages: [] };
    const written = await writeQuery(model, question, { ...machine, signal: tools.signal });
    return { written, passages: [await search(written.query ?? `${earlier} ${question.text}`)] };
  };
  const asked = languageOf(question.text);
  const [own, full, documents] = await Promise.all([
    Promise.all(questionsIn(question).map(({ text }) => search(text))),
    inFull(),
    asked === null ? none : (tools.place?.languages() ?? none),
  ]);
  return {
    passages: fusePassages([...full.passages, ...own], passagesPerSearch),
    written: full.written,
    languages: asked !== null && !documents.includes(asked) ? documents : [],
  };
}

const none: string[] = [];
