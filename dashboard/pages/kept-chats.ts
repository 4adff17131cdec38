import { OpenedChatLink } from "#features/chat-links/contract.ts";

/** A conversation that a mailed link has led to. */
export type KeptChat = Extract<OpenedChatLink, { state: "open" }>;

/** What this browser has traded a link for, which opens the chat here ever after. Where storage is refused, the link is used up after a reload. */
export function keptChat(secret: string): KeptChat | null {
  try {
    const kept = OpenedChatLink.safeParse(JSON.parse(localStorage.getItem(nameOf(secret)) ?? "null"));
    return kept.data?.state === "open" ? kept.data : null;
  } catch {
    return null;
  }
}

export function keepChat(secret: string, chat: KeptChat): void {
  try {
    localStorage.setItem(nameOf(secret), JSON.stringify(chat));
  } catch {
    // Blocked or full: the page has it until it is left.
  }
}

const nameOf = (secret: string) => `botcadence:chat:${secret}`;
