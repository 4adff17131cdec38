import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { findProject, lockProjectShared } from "#features/projects/server/find-project.ts";
import { SettledQuestion, SettleQuestion } from "../contract.ts";
import { hashOf } from "./unanswered-questions.ts";

export const settleQuestion = operation({
  name: "question.settle",
  summary:
    "Ends an unanswered question and others that mean the same: `dismissed`, `answered` in other words than its own, or `open` again.",
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
  async run({ db, organization, params, audit }, { question, others, state }) {
    const project = await findProject(db, organization.id, params.project_id);
    await lockProjectShared(db, organization.id, params.project_id);
    const asked = sql`
      select distinct on (question_hash) * from (
        select ${hashOf(sql`q.question`)} question_hash, q.question from unnest(${[question, ...others]}::text[]) q (question)
      ) hashed order by question_hash`;
    // In the order of their hashes: two who settle the same ones wait for each other and not both.
    await (
      state === "open"
        ? sql`
          delete from settled_questions s using (${asked}) q
          where s.organization_id = ${organization.id} and s.project_id = ${project.id} and s.question_hash = q.question_hash`
        : sql`
          insert into settled_questions (organization_id, project_id, question_hash, question, state)
          select ${organization.id}, ${project.id}, question_hash, question, ${state} from (${asked}) q
          on conflict (organization_id, project_id, question_hash) do update
            set question = excluded.question, state = excluded.state, settled_at = now()`
    ).execute(db);
    // What a visitor wrote stays out of the audit log.
    audit({ target: { type: "project", id: project.id, label: project.name }, before: {}, after: { state } });
    return { question, others, state };
  },
});
