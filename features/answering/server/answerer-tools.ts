import type { OpenTransaction } from "#access/operation.ts";
import { listLanguages } from "#features/knowledge/server/document-languages.ts";
import { listTitles } from "#features/knowledge/server/list-titles.ts";
import { findPassages } from "#features/knowledge/server/find-passages.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Embeddings } from "#platform/embeddings/embeddings.ts";
import type { AgentTool } from "./agent-tool.ts";
import type { AnswererTools, PersonReach } from "./answerer.ts";

type Within = {
  organizationId: string;
  projectId: string;
  embeddings(db: Db): Promise<Embeddings | null>;
  transaction: OpenTransaction;
  /** Whom visitors can call. */
  contactNumber(db: Db): Promise<{ international: string } | null>;
  person: PersonReach;
  /** What the agent can call; left out: nothing. */
  calls?: readonly AgentTool[];
  /** The sources that the agent may read; without them all of the project. */
  sourceIds?: readonly string[] | null;
};

/** What an answerer asks of a project. Each question opens a short transaction of its own. */
export function answererTools({
  embeddings,
  transaction,
  contactNumber,
  person,
  calls = [],
  ...scope
}: Within): Omit<AnswererTools, "signal"> {
  return {
    calls,
    search: (query, limit) => findPassages({ embeddings, transaction }, scope, query, limit),
    place: {
      titles: (limit) => transaction(({ db }) => listTitles(db, scope, limit), "read"),
      languages: () => transaction(({ db }) => listLanguages(db, scope), "read"),
      contact: () => transaction(async ({ db }) => (await contactNumber(db))?.international ?? null, "read"),
      person,
    },
  };
}
