import type { LeadForm } from "#features/leads/contract.ts";
import type { Chat } from "../chat.ts";
import { Refusal } from "../visitor-api.ts";
import { leadWords as words } from "../words.ts";

type Typed = Readonly<Record<string, string>>;

/** What the visitor of a conversation did who was asked: they skipped the form, sent it, or agreed to its sentence as well. */
type Done = "skipped" | "sent" | "agreed";

/** Null where they have not been asked yet. */
export function whatWasDone(conversationId: string): Done | null {
  try {
    const kept = localStorage.getItem(keyOf(conversationId));
    if (kept) return kept as Done;
  } catch {
    // Blocked.
  }
  return done.get(conversationId) ?? null;
}

/** Notes it; null: they may be asked again. Where the browser refuses storage it lasts as long as the page. */
export function note(conversationId: string, what: Done | null): void {
  if (what) done.set(conversationId, what);
  else done.delete(conversationId);
  try {
    if (what) localStorage.setItem(keyOf(conversationId), what);
    else localStorage.removeItem(keyOf(conversationId));
  } catch {
    // Blocked or full.
  }
}

const done = new Map<string, Done>();
const keyOf = (conversationId: string) => `botcadence:lead:${conversationId}`;

/**
 * Sends what was filled in. Where the conversation has ended meanwhile, into a new one.
 *
 * @param isWhole what the form requires has to be there
 * @returns null when it is saved; else what is wrong, by the names of fields, `consent`, or `""` for the whole
 */
export async function sendLead(chat: Chat, form: LeadForm, typed: Typed, agrees: boolean, isWhole: boolean): Promise<Typed | null> {
  const init = {
    method: "PATCH",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...bodyOf(form, typed, agrees), ...(isWhole && { form: true }) }),
  };
  const send = async () => chat.api.call(chat.saved.read()!, "/lead", init);
  try {
    await send().catch(async (error: unknown) => {
      if (!(error instanceof Refusal) || (error.status !== 401 && error.status !== 404)) throw error;
      await chat.begin();
      return send();
    });
  } catch (error) {
    return error instanceof Refusal ? wrongIn(error) : { "": words.notSent };
  }
  const session = chat.saved.read();
  if (session) {
    note(session.conversation_id, agrees ? "agreed" : "sent");
    chat.tell("lead", { conversation_id: session.conversation_id });
  }
  return null;
}

/** Takes back what the visitor agreed to. They may be asked again. */
export async function withdrawConsent(chat: Chat): Promise<void> {
  const session = chat.saved.read()!;
  const init = { method: "PATCH", headers: { "Content-Type": "application/json" }, body: '{"consent":null}' };
  await chat.api.call(session, "/lead", init);
  note(session.conversation_id, null);
}

function wrongIn({ message, fields }: Refusal): Typed {
  const wrong = Object.entries(fields).map(([name, text]) => [name.replace(/^fields\./, ""), text] as const);
  return wrong.length > 0 ? Object.fromEntries(wrong) : { "": message };
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
  return { ...known, fields, ...(agrees ? { consent: form.consent_sentence } : {}) };
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
