import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Passage, Search } from "../contract.ts";
import { searchPassages } from "./search-passages.ts";

export const searchKnowledge = procedure({
  name: "knowledge.search",
  summary: "The passages of a project's sources that answer a question best, best first.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id"],
  input: Search,
  output: z.object({ data: z.array(Passage) }),
  example: ({ project_id }) => ({ params: { project_id }, input: { query: "opening hours" } }),
  async run({ platform, transaction, organization, params }, { query, limit }) {
    const meaning = (await platform.embeddings?.ofQuestion(query)) ?? null;
    return transaction(async ({ db }) => {
      await findProject(db, organization.id, params.project_id);
      return { data: await searchPassages(db, { organizationId: organization.id, projectId: params.project_id }, query, limit, meaning) };
    }, "read");
  },
});
