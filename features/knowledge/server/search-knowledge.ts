import { embeddingsFor } from "#features/models/server/embeddings/embeddings-for.ts";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Passage, Search } from "../contract.ts";
import { findPassages } from "./find-passages.ts";

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
    await transaction(({ db }) => findProject(db, organization.id, params.project_id), "read");
    const scope = { organizationId: organization.id, projectId: params.project_id };
    return {
      data: await findPassages({ embeddings: (db) => embeddingsFor(db, platform, organization.id), transaction }, scope, query, limit),
    };
  },
});
