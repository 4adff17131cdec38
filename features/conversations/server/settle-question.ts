import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { findProject, lockProjectShared } from "#features/projects/server/find-project.ts";
import { SettledQuestion, SettleQuestion } from "../contract.ts";
import { hashOf } from "./unanswered-questions.ts";

export const settleQuestion = operation({
  name: "question.settle",
  summary: "Ends an unanswered question: `dismissed`, `answered` in other words than its own, or `open` again.",
  scope: "organization",
  kind: "write",
  says: ({ after }) =>
    after?.["state"] === "open"
      ? "reopened an unanswered question"
      : `marked an unanswered question as ${after?.["state"] === "answered" ? "answered" : "dismissed"}`,
  permission: "source:create",
  params: ["project_id"],
  input: SettleQuestion,
  output: SettledQuestion,
  // It holds what a visitor said, of which an erasure leaves nothing.
  secretAnswer: true,
  example: ({ project_id }) => ({ params: { project_id }, input: { question: "Who won the championship?", state: "dismissed" } }),
  async run({ db, organization, params, audit }, { question, state }) {
    const project = await findProject(db, organization.id, params.project_id);
    await lockProjectShared(db, organization.id, params.project_id);
    const hash = hashOf(sql`${question}::text`);
    if (state === "open") {
      await db
        .deleteFrom("settled_questions")
        .where("organization_id", "=", organization.id)
        .where("project_id", "=", project.id)
        .where("question_hash", "=", hash)
        .execute();
    } else {
      await db
        .insertInto("settled_questions")
        .values({ organization_id: organization.id, project_id: project.id, question_hash: hash, question, state })
        .onConflict((at) =>
          at.columns(["organization_id", "project_id", "question_hash"]).doUpdateSet({ question, state, settled_at: sql`now()` }),
        )
        .execute();
    }
    // What a visitor wrote stays out of the audit log.
    audit({ target: { type: "project", id: project.id, label: project.name }, before: {}, after: { state } });
    return { question, state };
  },
});
