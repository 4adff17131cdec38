import type { Chat } from "../chat.ts";
import { laterWords as words } from "../words.ts";

/** Counts on the launcher what people wrote since the chat was last seen, and says so to screen readers, once each. */
export function openUnread(chat: Chat, root: ShadowRoot, frame: HTMLElement): { count(isSeen: boolean): void; remove(): void } {
  const badge = document.createElement("span");
  badge.className = "unread";
  badge.ariaHidden = "true";
  const spoken = document.createElement("div");
  spoken.className = "sr";
  spoken.role = "status";
  frame.append(spoken);
  let shown = 0;

  return {
    count(isSeen) {
      const session = chat.saved.read();
      if (!session) return;
      const { turns, handover } = chat.state;
      // Ids of messages are in the order in which they were written.
      const last = turns.reduce((latest, { messageId = "" }) => (messageId > latest ? messageId : latest), session.seen ?? "");
      const seen = isSeen ? last : (session.seen ?? "");
      const person = handover === "waiting" || handover === "person" || undefined;
      if (seen !== (session.seen ?? "") || person !== session.person) chat.saved.write({ ...session, seen, person });
      // Who has seen it needs no mail about it.
      if (turns.some(({ role, messageId = "" }) => role === "person" && messageId <= seen && messageId > (session.seen ?? "")))
        chat.api.call(session, "/seen", { method: "POST" }).catch(() => {});
      const unread = turns.filter(({ role, messageId }) => role === "person" && messageId && messageId > seen).length;
      if (unread === shown) return;
      const button = root.querySelector<HTMLElement>(".launcher");
      badge.textContent = String(Math.min(unread, 99));
      spoken.textContent = unread > shown ? words.unread(unread) : "";
      if (unread > 0) button?.append(badge);
      else badge.remove();
      const text = button?.childNodes[1]?.textContent;
      if (button && unread > 0) button.ariaLabel = text ? `${text}, ${words.unread(unread)}` : words.openUnread(unread);
      shown = unread;
    },
    remove() {
      badge.remove();
      spoken.remove();
    },
  };
}
