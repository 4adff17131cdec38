import type { LeadForm } from "#features/leads/contract.ts";
import type { Chat } from "./chat.ts";
import type { SavedSession } from "./saved-session.ts";
import { formWords as words } from "./lead-form-words.ts";

/** Where what was filled in goes. */
export type LeadAddress = { api: string; saved: SavedSession; chat: Pick<Chat, "restart"> };
type Typed = Readonly<Record<string, string>>;

/** Whether the visitor of a conversation has been asked: they sent the form, or skipped it. */
export function wasAsked(conversationId: string): boolean {
  if (asked.has(conversationId)) return true;
  try {
    return localStorage.getItem(keyOf(conversationId)) !== null;
  } catch {
    return false;
  }
}

/** Notes that. Where the browser refuses storage it lasts as long as the page. */
export function noteAsked(conversationId: string): void {
  asked.add(conversationId);
  try {
    localStorage.setItem(keyOf(conversationId), "1");
  } catch {
    // Blocked or full.
  }
}

const asked = new Set<string>();
const keyOf = (conversationId: string) => `botcadence:lead:${conversationId}`;

/**
 * Sends what was filled in. Where the conversation has ended meanwhile, into a new one.
 *
 * @returns null when it is saved; else what is wrong, by the names of fields, `consent`, or `""` for the whole
 */
export async function sendLead(address: LeadAddress, form: LeadForm, typed: Typed, agrees: boolean): Promise<Typed | null> {
  let response = await send(address, bodyOf(form, typed, agrees));
  if (response?.status === 401 || response?.status === 404) {
    await address.chat.restart();
    response = await send(address, bodyOf(form, typed, agrees));
  }
  if (!response) return { "": words.failed };
  if (response.ok) {
    const session = address.saved.read();
    if (session) noteAsked(session.conversation_id);
    return null;
  }
  const answer = (await response.json().catch(() => null)) as { error?: { message?: string; field_errors?: Typed } } | null;
  const errors = Object.entries(answer?.error?.field_errors ?? {}).map(([name, text]) => [name.replace(/^fields\./, ""), text]);
  return errors.length > 0 ? Object.fromEntries(errors) : { "": answer?.error?.message ?? words.failed };
}

async function send({ api, saved }: LeadAddress, body: object): Promise<Response | null> {
  const session = saved.read();
  if (!session) return null;
  const headers = new Headers({ "Content-Type": "application/json" });
  headers.set("Authorization", `Bearer ${session.visitor_token}`);
  return fetch(`${api}/widget/v1/conversations/${encodeURIComponent(session.conversation_id)}/lead`, {
    method: "PATCH",
    headers,
    body: JSON.stringify(body),
    credentials: "omit",
  });
}

/** What was filled in as the API takes it; a text that is no number goes as it is, and is refused with a sentence. */
function bodyOf(form: LeadForm, typed: Typed, agrees: boolean): object {
  const known: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const { name, kind } of form.fields) {
    const text = (typed[name] ?? "").trim();
    if (text === "") continue;
    if (kind === "name" || kind === "email" || kind === "phone") known[name] = text;
    else fields[name] = valueOf(text, kind);
  }
  return { form: true, ...known, fields, ...(agrees ? { consent: form.consent_sentence } : {}) };
}

function valueOf(text: string, kind: string): unknown {
  if (kind === "boolean") return text === words.yes;
  const number = Number(text.replace(/,(?=\d+$)/, "."));
  return kind === "number" && Number.isFinite(number) ? number : text;
}

/** What is wrong with no field that the form has. */
export function refusalsOf(wrong: Typed, form: LeadForm): string[] {
  const shown = new Set(["consent", ...form.fields.map(({ name }) => name)]);
  return Object.entries(wrong).flatMap(([name, text]) => (shown.has(name) ? [] : [text]));
}
