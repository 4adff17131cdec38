import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { findSource } from "#features/knowledge/server/find-source.ts";
import { encodeQuestionsOf } from "#features/knowledge/server/questions/source-questions.ts";
import { SourceQuestions } from "../contract.ts";
import { endWriting, presentQuestions } from "./writing-row.ts";

export const stopWriting = operation({
  name: "source.stop_questions",
  summary: "Stops the writing of a source's questions. What was written stays.",
  scope: "organization",
  kind: "write",
  says: (entry) => `stopped the writing of questions for the source${named(entry)}`,
  permission: "source:update",
  params: ["project_id", "source_id"],
  input: z.object({}),
  output: SourceQuestions,
  status: 200,
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ db, send, platform, organization, params, audit }) {
    const source = await findSource(db, organization.id, params.project_id, params.source_id);
    const key = { organization_id: organization.id, source_id: source.id };
    if (await endWriting(db, key, "stopped")) {
      await encodeQuestionsOf({ db, send }, platform, source);
      audit({ target: { type: "source", id: source.id, label: source.name } });
    } else audit(null);
    return presentQuestions(db, platform, key);
  },
});
