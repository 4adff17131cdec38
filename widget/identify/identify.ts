import type { IdentifiedVisitor } from "#features/conversations/contract/identity.ts";
import type { Chat } from "../chat.ts";
import type { IdentifiableElement } from "../mount-panel.tsx";
import { Refusal } from "../visitor-api.ts";

/**
 * Hands on who the page says that the visitor is, whenever that or the conversation changes. A token that is refused changes
 * nothing; the console says why. It is loaded once a page says who somebody is.
 */
export function openIdentity(chat: Chat, host: IdentifiableElement): { tell(): void } {
  let tried = "";
  let telling = Promise.resolve();

  async function hand(body: { token: string } | { pass: string }): Promise<boolean> {
    const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const session = chat.saved.read()!;
    const answer: IdentifiedVisitor = await (await chat.api.call(session, "/identity", init)).json();
    const now = chat.saved.read();
    // It may have been been restarted meanwhile.
    if (now?.conversation_id === session.conversation_id) chat.saved.write({ ...now, pass: answer.pass });
    return answer.is_kept;
  }

  async function tellNow(): Promise<void> {
    const { identity } = host;
    const session = chat.saved.read();
    if (identity === undefined || chat.state.phase !== "ready" || !session || chat.isAsking) return;
    // Nobody is signed in any more, and who comes next is not to read what was said.
    if (identity === null) return session.pass === undefined ? undefined : void (await chat.restart());
    const hasBegun = chat.state.turns.length > 0;
    const attempt = [session.conversation_id, identity, hasBegun].join(" ");
    if (attempt === tried) return;
    const isSame = tried.startsWith([session.conversation_id, identity].join(" "));
    tried = attempt;
    try {
      await hand(isSame && session.pass ? { pass: session.pass } : { token: identity });
    } catch (error) {
      if (!(error instanceof Refusal)) tried = "";
      else if (error.status === 409) await chat.restart();
      else console.warn(`The visitor stays unnamed: ${error.message}`);
    }
  }

  return {
    tell() {
      telling = telling.then(tellNow);
    },
  };
}
