import type { AnswerEvent } from "#features/conversations/contract.ts";
import { Refusal, type Question, type VisitorApi } from "../visitor-api.ts";
import type { ChatState, Turn } from "../chat.ts";
import type { SavedSession, Session } from "../saved-session.ts";
import { readEvents, type StreamEvent } from "./event-stream.ts";

/** What the chat hands in: itself, as far as an answer changes it. */
export type Asked = {
  api: VisitorApi;
  saved: SavedSession;
  readonly state: ChatState;
  update(change: Partial<ChatState>): void;
  updateTurn(change: (turn: Turn) => Partial<Turn>): void;
  removeTurn(): void;
  begin(): Promise<Session>;
  question: Question;
  signal: AbortSignal;
};

/**
 * Asks, and shows the answer in its turn as it comes. Where the token ended meanwhile, the question goes into a new conversation,
 * and the visitor need not know.
 *
 * @returns the finished answer, if the agent gave one
 */
export async function answer(asked: Asked): Promise<{ conversation_id: string; message_id: string } | null> {
  try {
    return await stream(asked);
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 401 && error.status !== 404)) throw error;
    asked.saved.write(null);
    return stream(asked);
  }
}

async function stream({ api, saved, state, update, updateTurn, removeTurn, begin, question, signal }: Asked) {
  const session = saved.read() ?? (await begin());
  let text = "";
  for await (const { event, data } of ask(api, session, question, signal)) {
    if (signal.aborted) return null;
    if (event === "text") {
      text += data.delta;
      updateTurn(() => ({ text, state: "writing" }));
    }
    if (event === "citations") updateTurn(() => ({ citations: data.data }));
    if (event === "error") {
      const { code, message, contact } = data;
      const notice = { text: message, canRetry: code !== "status_forbids", ...(contact ? { contact } : {}) };
      updateTurn(() => ({ state: "failed", notice }));
      return null;
    }
    if (event === "done") {
      const { outcome, contact, confirmation, message_id } = data;
      const isPerson = outcome === "person";
      // A person writes from here on; what the agent had begun to say stays.
      if (isPerson && !text) removeTurn();
      updateTurn(() => ({
        messageId: message_id,
        ...(isPerson ? { state: "stopped" } : { state: "done", outcome, contact, confirmation }),
      }));
      update({ handover: data.handover ?? (isPerson ? outcome : state.handover === "waiting" ? "waiting" : "agent") });
      return isPerson ? null : { conversation_id: session.conversation_id, message_id };
    }
  }
  throw new TypeError("The answer ended early.");
}

/** The events of one answer. The question's id makes asking again safe; aborting the signal ends it on the server too. */
async function* ask(api: VisitorApi, session: Session, { id, text, attachments }: Question, signal: AbortSignal) {
  const { body } = await api.call(session, "/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": id },
    body: JSON.stringify({ text, attachments: attachments?.map((file) => file.id) }),
    signal,
  });
  if (!body) return;
  for await (const event of readEvents(body)) {
    const known = asAnswerEvent(event);
    if (known) yield known;
  }
}

/** Null for kinds of events that a newer server may send. */
function asAnswerEvent({ event, data }: StreamEvent): AnswerEvent | null {
  return /^(text|citations|done|error)$/.test(event) ? ({ event, data: JSON.parse(data) } as AnswerEvent) : null;
}
