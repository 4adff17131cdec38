import { z } from "zod";
import { operation } from "#access/operation.ts";
import { findSource } from "#features/knowledge/server/find-source.ts";
import { SourceQuestions } from "../contract.ts";
import { presentQuestions } from "./writing-row.ts";

export const readQuestions = operation({
  name: "source.read_questions",
  summary: "How many questions were written for a source's passages, how far their writing is, and what the rest would take.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id", "source_id"],
  input: z.object({}),
  output: SourceQuestions,
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ db, platform, organization, params }) {
    const source = await findSource(db, organization.id, params.project_id, params.source_id);
    return presentQuestions(db, platform, { organization_id: organization.id, source_id: source.id });
  },
});
