import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockProjectShared } from "#features/projects/server/find-project.ts";
import { newId } from "#platform/ids.ts";
import { Source } from "../contract.ts";
import { CreateAnswer } from "../contract/answers.ts";
import { measureAnswer } from "./kinds/answer.ts";
import { oneAsSent } from "./sources-as-sent.ts";
import { insertSource } from "./store-source.ts";

export const createAnswer = operation({
  name: "source.create_answer",
  summary: "Adds a question with its answer.",
  scope: "organization",
  kind: "write",
  says: (entry) => `added the answer to${named(entry)} to the knowledge base`,
  permission: "source:create",
  params: ["project_id"],
  input: CreateAnswer,
  output: Source,
  status: 201,
  example: ({ project_id }) => ({
    params: { project_id },
    input: { question: "Can I pay in instalments?", answer: "Yes, in three instalments, from 100 euros." },
  }),
  async run(context, { question, answer }) {
    const { db, platform, organization, params, actor } = context;
    const { project_id: projectId } = params;
    await lockProjectShared(db, organization.id, projectId);
    const place = { platform, organizationId: organization.id, projectId, actorId: actor.id };
    const file = measureAnswer(question, answer);
    return oneAsSent(
      db,
      await insertSource(context, place, { id: newId("src"), name: question, kind: "answer", fileKind: "markdown", file, answer }),
    );
  },
});
