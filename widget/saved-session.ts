/** What a visitor needs to continue a conversation. The token is a secret: it never goes into an address. */
export type Session = { conversation_id: string; visitor_token: string };
export type SavedSession = { read(): Session | null; write(session: Session | null): void };

/**
 * The visitor's conversation with one agent of one installation, kept across page loads of the same origin. Where the
 * browser refuses storage it lasts as long as the page.
 */
export function openSavedSession(api: string, agentId: string, findStorage: () => Storage = () => localStorage): SavedSession {
  const key = `botcadence:${api}:${agentId}`;
  let held: Session | null = null;
  return {
    read() {
      held ??= attempt(() => asSession(findStorage().getItem(key)));
      return held;
    },
    write(session) {
      held = session;
      attempt(() => (session ? findStorage().setItem(key, JSON.stringify(session)) : findStorage().removeItem(key)));
    },
  };
}

function asSession(text: string | null): Session | null {
  const value: unknown = JSON.parse(text ?? "null");
  if (typeof value !== "object" || value === null || !("conversation_id" in value) || !("visitor_token" in value)) return null;
  const { conversation_id, visitor_token } = value;
  return typeof conversation_id === "string" && typeof visitor_token === "string" ? { conversation_id, visitor_token } : null;
}

/** Storage throws where it is blocked or full, and a page may have written anything into it. */
function attempt<Value>(run: () => Value): Value | null {
  try {
    return run();
  } catch {
    return null;
  }
}
