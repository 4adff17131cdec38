import type { StartedConversation, VisitorMessages } from "#features/conversations/contract.ts";
import type { Session } from "./saved-session.ts";
import { words } from "./words.ts";

export type Question = { id: string; text: string; attachments?: VisitorMessages["data"][number]["attachments"] };
export type VisitorApi = {
  /** A call of the conversation, by the end of its path. */
  call(session: Session, path: string, init: RequestInit): Promise<Response>;
  start(): Promise<StartedConversation>;
  readMessages(session: Session): Promise<VisitorMessages>;
};

/** An answer of the API that is not a success; `message` is a sentence for the visitor, `fields` one for each that is wrong. */
export class Refusal extends Error {
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  constructor(status: number, message: string, fields: Refusal["fields"] = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

/**
 * The visitor's calls. A member's session makes a test chat, and goes along on the installation's own pages alone; so does
 * `begins`, the body with which a conversation begins there. All of them throw a Refusal, or a TypeError where the network
 * fails.
 */
export function openVisitorApi(
  api: string,
  agentId: string,
  begins: string | null,
  language: string,
  request: typeof fetch = (...words) => fetch(...words),
): VisitorApi {
  const base = `${api}/widget/v1`;

  async function call(path: string, session: Session | null, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("Accept-Language", language);
    if (session) headers.set("Authorization", `Bearer ${session.visitor_token}`);
    const response = await request(`${base}${path}`, { ...init, headers, credentials: "same-origin", cache: "no-store" });
    if (!response.ok) throw await readRefusal(response);
    return response;
  }
  const callOf = (session: Session, path: string, init: RequestInit) =>
    call(`/conversations/${encodeURIComponent(session.conversation_id)}${path}`, session, init);

  return {
    call: callOf,
    async start() {
      const init = { method: "POST", ...(begins && { headers: { "Content-Type": "application/json" }, body: begins }) };
      return (await call(`/agents/${encodeURIComponent(agentId)}/conversations`, null, init)).json();
    },
    async readMessages(session) {
      return (await callOf(session, "/messages", {})).json();
    },
  };
}

/** Whatever the body is: a proxy may answer in our place. */
async function readRefusal(response: Response): Promise<Refusal> {
  const body = (await response.json().catch(() => null)) as { error?: { message?: string; field_errors?: Refusal["fields"] } } | null;
  const error = body?.error;
  return new Refusal(response.status, error?.message ?? words.notAvailable, error?.field_errors);
}
