import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { findSource } from "#features/knowledge/server/find-source.ts";
import { deleteQuestionsOf } from "#features/knowledge/server/questions/source-questions.ts";

export const deleteQuestions = operation({
  name: "source.delete_questions",
  summary: "Deletes the questions that a model wrote for a source's passages, and stops their writing. The passages stay as they are.",
  scope: "organization",
  kind: "write",
  says: (entry) => `deleted the questions written for the source${named(entry)}`,
  permission: "source:update",
  params: ["project_id", "source_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  takesLong: true,
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ db, organization, params, audit }) {
    const source = await findSource(db, organization.id, params.project_id, params.source_id, "lock");
    const { numDeletedRows } = await db
      .deleteFrom("question_writings")
      .where("organization_id", "=", organization.id)
      .where("source_id", "=", source.id)
      .executeTakeFirstOrThrow();
    const passages = await deleteQuestionsOf(db, source);
    if (passages === 0 && numDeletedRows === 0n) audit(null);
    else audit({ target: { type: "source", id: source.id, label: source.name }, before: { passages } });
    return null;
  },
});
