import type { Sample } from "#access/sample.ts";
import type { StartedConversation } from "../contract.ts";
import type { Attachment } from "../contract/attachment.ts";
import { sendMessage } from "./answer-message.ts";
import { uploadAsVisitor } from "./attachments/upload-as-visitor.ts";
import { markRead } from "./handover/mark-read.ts";
import { updateNotices } from "./notices/update-notices.ts";
import { rate } from "./rating/rate.ts";
import { tellVisit } from "./visits/tell-visit.ts";
import { startConversation } from "./start-conversation.ts";

/** A visitor's conversation, with a question, its answer and a file. */
export const sampleConversation: Sample = async (perform, world) => {
  const { conversation_id, visitor_token } = await perform<StartedConversation>(startConversation, startConversation.example(world));
  await perform(sendMessage, sendMessage.example({ ...world, conversation_id }), visitor_token);
  const { id: attachment_id } = await perform<Attachment>(
    uploadAsVisitor,
    uploadAsVisitor.example({ ...world, conversation_id }),
    visitor_token,
  );
  const message = { params: { conversation_id }, input: { attachments: [attachment_id] } };
  await perform(sendMessage, message, visitor_token);
  await perform(markRead, markRead.example({ ...world, conversation_id }));
  await perform(updateNotices, updateNotices.example(world));
  await perform(tellVisit, tellVisit.example({ ...world, conversation_id }), visitor_token);
  await perform(rate, rate.example({ ...world, conversation_id }), visitor_token);
  return { conversation_id, visitor_token, attachment_id };
};
