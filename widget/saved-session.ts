/** What a visitor needs to continue a conversation. The token is a secret: it never goes into an address. */
export type Session = {
  conversation_id: string;
  visitor_token: string;
  /** A person was asked for or has it: the page looks for their words, also before the chat is opened. */
  person?: boolean;
  /** Their website has said who the visitor is. */
  named?: boolean;
  /** The last message that the visitor has seen. */
  seen?: string;
};
export type SavedSession = { read(): Session | null; write(session: Session | null): void };

/**
 * The visitor's conversation with one agent of one installation, kept across page loads of the same origin. Where the
 * browser refuses storage it lasts as long as the page.
 *
 * @param begins how conversations begin on a page of ours, each of which keeps its own; a session in it is the first one
 */
export function openSavedSession(
  api: string,
  agentId: string,
  begins: string | null = null,
  findStorage: () => Storage = () => localStorage,
): SavedSession {
  const key = `botcadence:${api}:${agentId}${begins ? `:${digestOf(begins)}` : ""}`;
  let held: Session | null = null;
  let given = begins;
  return {
    read() {
      held ??= attempt(() => asSession(findStorage().getItem(key))) ?? asSession(given);
      return held;
    },
    write(session) {
      held = session;
      given = null;
      attempt(() => (session ? findStorage().setItem(key, JSON.stringify(session)) : findStorage().removeItem(key)));
    },
  };
}

/** Tells one beginning from another. What it begins with is a secret, and no part of a key. */
function digestOf(text: string): number {
  let digest = 0;
  for (const letter of text) digest = (digest * 31 + letter.charCodeAt(0)) | 0;
  return digest;
}

function asSession(text: string | null): Session | null {
  const value: unknown = JSON.parse(text ?? "null");
  if (typeof value !== "object" || value === null || !("conversation_id" in value) || !("visitor_token" in value)) return null;
  return typeof value.conversation_id === "string" && typeof value.visitor_token === "string" ? (value as Session) : null;
}

/** Storage throws where it is blocked or full, and a page may have written anything into it. */
function attempt<Value>(run: () => Value): Value | null {
  try {
    return run();
  } catch {
    return null;
  }
}
