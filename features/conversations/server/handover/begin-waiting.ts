import type { TransactionContext } from "#access/operation.ts";
import { readReach } from "#features/availability/server/read-reach.ts";
import type { Handover } from "../../contract/handover.ts";
import { tellTeam } from "../notices/tell-team.ts";
import { giveInTurn } from "./give-in-turn.ts";
import { lockConversation, moveHandover, type ConversationKey } from "./move-handover.ts";
import { withinConversation } from "../within-conversation.ts";

/**
 * Asks the team for a person on the visitor's behalf, in the transaction it is given. Asking twice changes nothing.
 *
 * @param event whether the visitor wishes for one, or a rule of the agent does
 * @returns the state that it is in then
 */
export async function beginWaiting(
  { db, tell, send }: Pick<TransactionContext, "db" | "tell" | "send">,
  key: ConversationKey,
  event: "ask" | "refer" = "ask",
): Promise<Handover> {
  const conversation = await lockConversation(db, key);
  const reach = await readReach(db, conversation.organization_id, conversation.project_id);
  const { state, moved } = await moveHandover(db, conversation, event, null, reach.expected ?? "");
  if (moved) {
    if (reach.inTurn && reach.isOpen) await giveInTurn(db, conversation, reach.limitEach);
    await send(tellTeam, { conversation_id: conversation.id });
    await tell({
      name: "conversation.ask_person",
      target: { type: "conversation", id: conversation.id },
      within: withinConversation(conversation),
    });
  }
  return state;
}
