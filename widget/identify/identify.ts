import type { Chat } from "../chat.ts";
import type { IdentifiableElement } from "../mount-panel.tsx";
import { Refusal } from "../visitor-api.ts";

/**
 * Hands on who the page says that the visitor is, once something was said and whenever either changes. A token that is refused
 * changes nothing; the console says why. It is loaded once a page says who somebody is.
 */
export function openIdentity(chat: Chat, host: IdentifiableElement): { tell(): void } {
  let telling = Promise.resolve();
  /** Whose conversation was identified by what. */
  let tried: readonly unknown[] = [];

  async function tell(): Promise<void> {
    const { identity } = host;
    const session = chat.saved.read();
    if (identity === undefined || chat.state.phase !== "ready" || !session || chat.isAsking) return;
    // Nobody is signed in any more, and who comes next is not to read what was said.
    if (identity === null) return session.named ? chat.restart() : undefined;
    if (!chat.state.turns[0] || (tried[0] === session.conversation_id && tried[1] === identity)) return;
    tried = [session.conversation_id, identity];
    try {
      const token = typeof identity === "function" ? await identity() : identity;
      const init = { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token }) };
      await chat.api.call(session, "/identity", init);
      const now = chat.saved.read();
      if (now?.conversation_id === session.conversation_id) chat.saved.write({ ...now, named: true });
    } catch (error) {
      if (!(error instanceof Refusal)) tried = [];
      // Somebody else signed in before, in the same browser: they have nothing to do with each other.
      else if (error.status === 409) await chat.restart();
      else console.warn(`The visitor stays unnamed: ${error.message}`);
    }
  }

  return { tell: () => void (telling = telling.then(tell, tell)) };
}
