import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { Attachment } from "../../contract/attachment.ts";
import { lockInProject } from "../handover/move-handover.ts";
import { actingMember } from "../handover/team-member.ts";
import { requireConversation } from "../read-conversation.ts";
import { keepUpload } from "./keep-upload.ts";

export const uploadAsTeam = procedure({
  name: "attachment.upload",
  summary:
    "Uploads a file of at most 5 MB as a part named `file`: an image, a PDF or plain text, whatever its name says. A reply of the same person names it by its id; one that no message names goes after an hour.",
  scope: "organization",
  kind: "write",
  says: null,
  permission: "conversation:reply",
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  body: "multipart",
  output: Attachment,
  status: 201,
  example: ({ project_id, conversation_id }) => ({
    params: { project_id, conversation_id },
    file: { name: "instructions.txt", type: "text/plain", text: "Turn the screw to the left." },
  }),
  async run({ platform, organization, actor, params, request, transaction }) {
    await transaction(({ db }) => requireConversation(db, organization.id, params.project_id, params.conversation_id), "read");
    return keepUpload({ platform, transaction, organization, request }, async (db) => ({
      conversation: await lockInProject(db, organization.id, params),
      authorId: (await actingMember(db, organization.id, actor)).id,
    }));
  },
});
