import type { TransactionContext } from "#access/operation.ts";
import type { AskedForPerson } from "../../contract/handover.ts";
import { lockConversation, moveHandover, type ConversationKey } from "./move-handover.ts";

/** Asks the team for a person on the visitor's behalf, in the transaction it is given. Asking twice changes nothing. */
export async function askForPerson({ db, tell }: Pick<TransactionContext, "db" | "tell">, key: ConversationKey): Promise<AskedForPerson> {
  const conversation = await lockConversation(db, key);
  const { state, moved } = await moveHandover(db, conversation, "ask", null);
  if (moved) await tell({ name: "conversation.ask_person", target: { type: "conversation", id: conversation.id } });
  return { state };
}
