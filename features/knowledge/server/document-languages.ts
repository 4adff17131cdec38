import type { Db } from "#platform/database/transaction.ts";
import type { SearchScope } from "./search-scope.ts";
import { languageOf } from "#platform/text/language-of.ts";

/** The languages of a project's documents, the most frequent first; those that are not known are left out. */
export async function listLanguages(db: Db, scope: SearchScope): Promise<string[]> {
  const rows = await db
    .selectFrom("documents")
    .select("language")
    .where("organization_id", "=", scope.organizationId)
    .where("project_id", "=", scope.projectId)
    .$if(scope.sourceIds != null, (all) => all.where((where) => where("source_id", "=", where.fn.any(where.val([...scope.sourceIds!])))))
    .where("language", ">", "")
    .groupBy("language")
    .orderBy(({ fn }) => fn.countAll(), "desc")
    .orderBy("language")
    .execute();
  return rows.map(({ language }) => language!);
}

/** The language that most of a document is in; '' where its text does not tell. */
export function languageOfPassages(passages: readonly { text: string }[]): string {
  const step = Math.max(1, Math.floor(passages.length / looksMax));
  const looks = passages.filter((_, at) => at % step === 0).slice(0, looksMax);
  return languageOf(looks.map(({ text }) => text.slice(0, lookLength)).join("\n")) ?? "";
}

/** From the beginning to the end: a cover page may be in another language than what follows. */
const looksMax = 5;
const lookLength = 400;
