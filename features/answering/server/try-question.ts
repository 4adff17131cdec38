import { procedure } from "#access/operation.ts";
import { listTitles } from "#features/knowledge/server/list-titles.ts";
import { searchPassages } from "#features/knowledge/server/search-passages.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { TriedAnswer, TryQuestion } from "../contract.ts";
import { answerOnce } from "./answer-once.ts";
import { builtInAnswerer } from "./built-in-answerer.ts";

/** No conversation is stored and no usage counted: the built-in answerer costs nothing, and nobody is served. */
export const tryQuestion = procedure({
  name: "answer.try",
  summary: "What an agent would answer to a question, without a model, and why. It is not stored as a conversation and counts no usage.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id"],
  input: TryQuestion,
  output: TriedAnswer,
  example: ({ project_id }) => ({ params: { project_id }, input: { query: "What are your opening hours?" } }),
  async run({ organization, params, platform, request, transaction, contactNumber }, { query }) {
    const project = { organizationId: organization.id, projectId: params.project_id };
    await transaction(({ db }) => findProject(db, organization.id, params.project_id), "read");
    const search = async (words: string, limit: number) => {
      const meaning = (await platform.embeddings?.ofQuestion(words)) ?? null;
      return transaction(({ db }) => searchPassages(db, project, words, limit, meaning), "read");
    };
    const place = {
      titles: (limit: number) => transaction(({ db }) => listTitles(db, project, limit), "read"),
      contact: () => transaction(async ({ db }) => (await contactNumber(db))?.international ?? null, "read"),
    };
    return answerOnce(builtInAnswerer, query, { search, place, signal: request.signal });
  },
});
