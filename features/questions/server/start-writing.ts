import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { findSource } from "#features/knowledge/server/find-source.ts";
import { countQuestions } from "#features/knowledge/server/questions/source-questions.ts";
import { conflict } from "#platform/errors.ts";
import { SourceQuestions } from "../contract.ts";
import { writeQuestions } from "./write-questions.ts";
import { presentQuestions, writingOf } from "./writing-row.ts";

export const startWriting = operation({
  name: "source.start_questions",
  summary:
    "Has the installation's model write the questions that customers would ask of a source's passages, for those that have none. It takes tokens, which count in usage and budgets.",
  scope: "organization",
  kind: "write",
  says: (entry) => `had questions written for the source${named(entry)}`,
  permission: "source:update",
  params: ["project_id", "source_id"],
  input: z.object({}),
  output: SourceQuestions,
  status: 202,
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ db, platform, organization, actor, params, audit, send }) {
    const source = await findSource(db, organization.id, params.project_id, params.source_id, "lock");
    const key = { organization_id: organization.id, source_id: source.id };
    const running = await writingOf(db, key).select("source_id").where("status", "=", "running").executeTakeFirst();
    if (running) {
      audit(null);
      return presentQuestions(db, platform, key);
    }
    if (platform.models.default === null) throw conflict("No model is set on this installation, so none can write questions.");
    const { unasked: total } = await countQuestions(db, source);
    if (total === 0) throw conflict("There is no passage without questions.");
    const fresh = {
      status: "running",
      error_code: null,
      runner: null,
      reached: 0,
      total,
      done: 0,
      failed: 0,
      questions: 0,
      input_tokens: 0,
      output_tokens: 0,
      started_by_label: actor.label,
      created_at: new Date(),
      updated_at: new Date(),
      ended_at: null,
    };
    await db
      .insertInto("question_writings")
      .values({ ...key, project_id: source.project_id, ...fresh })
      .onConflict((conflicting) => conflicting.columns(["organization_id", "source_id"]).doUpdateSet(fresh))
      .execute();
    await send(writeQuestions, { source_id: source.id });
    audit({ target: { type: "source", id: source.id, label: source.name }, after: { passages: total } });
    return presentQuestions(db, platform, key);
  },
});
