import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { BudgetSpent } from "#features/budgets/server/budget-spent.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError } from "#platform/errors.ts";
import { Attachment } from "../../contract/attachment.ts";
import { findVisitorConversation, openConversation } from "../find-conversation.ts";
import { takeVisit } from "../visitor-limits.ts";
import { keepUpload } from "./keep-upload.ts";

export const uploadAsVisitor = procedure({
  name: "attachment.upload_own",
  summary:
    "Uploads a visitor's file of at most 5 MB as a part named `file`: an image, a PDF or plain text, whatever its name says. The next message names it by its id; one that no message names goes after an hour.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["conversation_id"],
  input: z.object({}),
  body: "multipart",
  output: Attachment,
  status: 201,
  example: ({ conversation_id }) => ({
    params: { conversation_id },
    file: { name: "order.txt", type: "text/plain", text: "Order 1234: two chairs." },
  }),
  async run({ platform, organization, actor, params, request, transaction, log }) {
    await takeVisit(platform, "attachment", request.ip, actor.agentId);
    const find = (db: Db) => findVisitorConversation(db, organization.id, actor, params.conversation_id);
    await transaction(({ db }) => find(db), "read");
    try {
      return await keepUpload({ platform, transaction, organization, request }, async (db) => {
        const { conversation, agent } = await find(db);
        return { authorId: null, conversation: conversation ?? (await openConversation(db, agent, actor, params.conversation_id)) };
      });
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      log.info(error.meter, "a visitor's file was not taken: no storage is left");
      // Whose cap it is, is nothing to a visitor.
      throw new AppError(error.code, "No files can be taken here at the moment. Your message can be sent without it.");
    }
  },
});
