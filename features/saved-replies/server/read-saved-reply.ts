import { z } from "zod";
import { operation } from "#access/operation.ts";
import { SavedReply } from "../contract.ts";
import { findSavedReply } from "./find-saved-reply.ts";

export const readSavedReply = operation({
  name: "saved_reply.read",
  summary: "A saved reply of a project.",
  scope: "organization",
  kind: "read",
  permission: "conversation:reply",
  params: ["project_id", "saved_reply_id"],
  input: z.object({}),
  output: SavedReply,
  example: ({ project_id, saved_reply_id }) => ({ params: { project_id, saved_reply_id } }),
  run: ({ db, organization, params }) =>
    findSavedReply(db, { organizationId: organization.id, projectId: params.project_id }, params.saved_reply_id),
});
