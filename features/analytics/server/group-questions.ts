import { embeddingsFor } from "#features/models/server/embeddings/embeddings-for.ts";
import { procedure } from "#access/operation.ts";
import { findUnanswered } from "#features/conversations/server/unanswered-questions.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { AnalyticsQuery, QuestionGroups } from "../contract.ts";
import { groupAlike, termsOf } from "./alike.ts";
import { resolveRange } from "./range.ts";
import { readMeanings } from "./read-meanings.ts";

const questionsMax = 200;

export const groupQuestions = procedure({
  name: "analytics.questions",
  summary: "What visitors asked in these days and no agent could answer, those that mean the same together. Test chats are left out.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id"],
  input: AnalyticsQuery,
  output: QuestionGroups,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ organization: { id }, params, platform, request, transaction }, query) {
    const { data, total, encoder } = await transaction(async ({ db }) => {
      await findProject(db, id, params.project_id);
      const { range } = await resolveRange(db, id, query);
      const of = { from: range.from, to: range.to, agentId: query.agent_id };
      const place = { organizationId: id, projectId: params.project_id };
      const found = await findUnanswered(db, place, { state: "open", limit: questionsMax, offset: 0, of });
      return { ...found, encoder: (await embeddingsFor(db, platform, id))?.encoder ?? null };
    }, "read");
    const texts = data.map(({ question }) => question);
    const { vectors, brought } = await readMeanings(encoder, texts, request.signal);
    const reads = texts.map((text) => ({ vector: vectors.get(text) ?? null, terms: termsOf(text) }));
    const by = vectors.size > 0 ? ("meaning" as const) : ("words" as const);
    return { by, data: groupAlike(data, reads, brought), questions: total };
  },
});
