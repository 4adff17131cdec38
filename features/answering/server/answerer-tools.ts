import type { OpenTransaction } from "#access/operation.ts";
import { listLanguages } from "#features/knowledge/server/document-languages.ts";
import { listTitles } from "#features/knowledge/server/list-titles.ts";
import { searchPassages } from "#features/knowledge/server/search-passages.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Embeddings } from "#platform/embeddings/embeddings.ts";
import type { AnswererTools } from "./answerer.ts";

type Within = {
  organizationId: string;
  projectId: string;
  embeddings: Embeddings | null;
  transaction: OpenTransaction;
  /** Whom visitors can call. */
  contactNumber(db: Db): Promise<{ international: string } | null>;
};

/** What an answerer asks of a project. Each question opens a short transaction of its own. */
export function answererTools({ embeddings, transaction, contactNumber, ...scope }: Within): Omit<AnswererTools, "signal"> {
  return {
    async search(query, limit) {
      const meaning = (await embeddings?.ofQuestion(query)) ?? null;
      return transaction(({ db }) => searchPassages(db, scope, query, limit, meaning), "read");
    },
    place: {
      titles: (limit) => transaction(({ db }) => listTitles(db, scope, limit), "read"),
      languages: () => transaction(({ db }) => listLanguages(db, scope), "read"),
      contact: () => transaction(async ({ db }) => (await contactNumber(db))?.international ?? null, "read"),
    },
  };
}
