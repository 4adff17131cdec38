import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { findSavedReply, targetOf } from "./find-saved-reply.ts";

export const deleteSavedReply = operation({
  name: "saved_reply.delete",
  summary: "Deletes a saved reply. What was sent of it stays.",
  scope: "organization",
  kind: "write",
  says: (entry) => `deleted the saved reply${named(entry)}`,
  permission: "project:update",
  params: ["project_id", "saved_reply_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, saved_reply_id }) => ({ params: { project_id, saved_reply_id } }),
  async run({ db, organization, params, audit }) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    const reply = await findSavedReply(db, place, params.saved_reply_id, "lock");
    await db.deleteFrom("saved_replies").where("organization_id", "=", organization.id).where("id", "=", reply.id).execute();
    audit({ target: targetOf(reply), before: { name: reply.name } });
    return null;
  },
});
