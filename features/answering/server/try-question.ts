import { embeddingsFor } from "#features/models/server/embeddings/embeddings-for.ts";
import { procedure } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { TriedAnswer, TryQuestion } from "../contract.ts";
import { wholeAnswer } from "./whole-answer.ts";
import { answererTools } from "./answerer-tools.ts";
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
    await transaction(({ db }) => findProject(db, organization.id, params.project_id), "read");
    const place = { organizationId: organization.id, projectId: params.project_id, person: "none" } as const;
    const tools = answererTools({ ...place, embeddings: (db) => embeddingsFor(db, platform, organization.id), transaction, contactNumber });
    return wholeAnswer(builtInAnswerer, { text: query, history: [] }, { ...tools, signal: request.signal });
  },
});
