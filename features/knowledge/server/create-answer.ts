import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { requireRoom } from "#features/budgets/server/require-room.ts";
import { lockProjectShared } from "#features/projects/server/find-project.ts";
import { newId } from "#platform/ids.ts";
import { Source } from "../contract.ts";
import { CreateAnswer } from "../contract/answers.ts";
import { mediaTypeOf } from "./file-type.ts";
import { toSource } from "./find-source.ts";
import { measureAnswer } from "./kinds/answer.ts";
import { processSource } from "./process-source.ts";
import { countStored, recordStored } from "./record-stored.ts";

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
  async run({ db, send, audit, platform, organization, params, actor }, { question, answer }) {
    const size = measureAnswer(question, answer);
    await lockProjectShared(db, organization.id, params.project_id);
    await requireRoom(platform, db, organization.id, {
      kind: "bytes_stored",
      count: () => countStored(db, organization.id),
      wanted: size.size_bytes,
    });
    const row = await db
      .insertInto("sources")
      .values({
        organization_id: organization.id,
        id: newId("src"),
        project_id: params.project_id,
        kind: "answer",
        name: question,
        answer,
        media_type: mediaTypeOf("markdown"),
        ...size,
        created_by: actor.id,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordStored({ db, send }, row);
    await send(processSource, { source_id: row.id });
    audit({ target: { type: "source", id: row.id, label: question }, after: { name: question, size_bytes: row.size_bytes } });
    return toSource(row);
  },
});
