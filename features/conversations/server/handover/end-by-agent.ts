import type { TransactionContext } from "#access/operation.ts";
import type { Handover } from "../../contract/handover.ts";
import { summarizeClosed } from "../summary/summarize-closed.ts";
import { withinConversation } from "../within-conversation.ts";
import { lockConversation, moveHandover, type ConversationKey } from "./move-handover.ts";

/** Closes a conversation that the agent has; one that waits for a person, or is with one, stays open. */
export async function endByAgent(
  { db, send, tell }: Pick<TransactionContext, "db" | "send" | "tell">,
  key: ConversationKey,
): Promise<Handover> {
  const conversation = await lockConversation(db, key);
  if (conversation.handover !== "agent") return conversation.handover as Handover;
  const { state, moved } = await moveHandover(db, conversation, "end", null);
  if (moved) {
    await send(summarizeClosed, { conversation_id: conversation.id });
    await tell({
      name: "conversation.end",
      target: { type: "conversation", id: conversation.id },
      within: withinConversation(conversation),
    });
  }
  return state;
}
