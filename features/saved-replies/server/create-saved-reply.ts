import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { say } from "#platform/sentence.ts";
import { CreateSavedReply, SavedReply, savedRepliesMax } from "../contract.ts";
import { refuseTaken, replyColumns, targetOf, type Place } from "./find-saved-reply.ts";

export const createSavedReply = operation({
  name: "saved_reply.create",
  summary: "Saves a reply for everybody who answers visitors of the project.",
  scope: "organization",
  kind: "write",
  says: (entry) => `added the saved reply${named(entry)}`,
  // What visitors of a project are told again and again is settled where its other sentences are.
  permission: "project:update",
  params: ["project_id"],
  input: CreateSavedReply,
  output: SavedReply,
  status: 201,
  example: ({ project_id }) => ({
    params: { project_id },
    input: { name: "Return label", text: "Hello {visitor_name}, the label is on its way. {my_name}", shortcut: "label" },
  }),
  async run({ db, organization, params, audit }, values) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    await lockProjectToCount(db, organization.id, params.project_id);
    if ((await countReplies(db, place)) >= savedRepliesMax)
      throw conflict(say`A project has at most ${savedRepliesMax} saved replies. Delete those that are not needed.`);
    await refuseTaken(db, place, values);
    const reply = await db
      .insertInto("saved_replies")
      .values({ organization_id: organization.id, project_id: params.project_id, id: newId("rpl"), ...values })
      .returning(replyColumns)
      .executeTakeFirstOrThrow();
    audit({ target: targetOf(reply), after: { name: reply.name } });
    return reply;
  },
});

export async function countReplies(db: Db, { organizationId, projectId }: Place): Promise<number> {
  const { count } = await db
    .selectFrom("saved_replies")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
