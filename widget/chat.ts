import type { VisitorMessages } from "#features/conversations/contract.ts";
import type { SavedSession, Session } from "./saved-session.ts";
import { Refusal, type Question, type VisitorApi } from "./visitor-api.ts";
import { words } from "./words.ts";

type Message = VisitorMessages["data"][number];
/** A sentence about what went wrong. `canRetry` where trying once more may help; `contact` is whom it says to call. */
export type Notice = { text: string; canRetry: boolean; contact?: NonNullable<Message["contact"]> };
/** `id` is this page's own name for it. */
export type Turn = Pick<
  Message,
  "id" | "role" | "text" | "citations" | "contact" | "confirmation" | "outcome" | "name" | "rating" | "attachments"
> & {
  state: "done" | "writing" | "stopped" | "failed";
  /** What the API calls it, as soon as that is known. */
  messageId?: string;
  created_at?: string;
  notice?: Notice;
};
export type ChatState = {
  /** `unavailable`: no conversation could be begun, `notice` says why. */
  phase: "starting" | "ready" | "unavailable";
  agentName: string;
  greeting: string;
  /** Whether a person can be asked for. */
  handsOver: boolean;
  /** Whether the agent asks who its visitors are. */
  asks?: boolean;
  /** What can be asked with a click. */
  suggested_questions?: readonly string[];
  handover: VisitorMessages["handover"];
  /** What a visitor can expect who asked for a person. */
  asked?: VisitorMessages["asked"];
  /** Of the conversation as a whole. */
  rating: VisitorMessages["rating"];
  turns: readonly Turn[];
  notice: Notice | null;
};
/** What the page is told of, each as an event of the element. */
export type Told = {
  open: null;
  close: null;
  answer: { conversation_id: string; message_id: string };
  message: { conversation_id: string; message_id: string; role: "agent" | "person" };
  handover: { conversation_id: string; state: ChatState["handover"] };
  lead: { conversation_id: string };
};
export type Tell = <Name extends keyof Told>(name: Name, detail: Told[Name]) => void;

export type Chat = {
  readonly state: ChatState;
  readonly api: VisitorApi;
  readonly saved: SavedSession;
  /** Whether an answer is on its way. */
  readonly isAsking: boolean;
  /** Tells the page. */
  readonly tell: Tell;
  update(change: Partial<ChatState>): void;
  /** Puts a new conversation in place of one that has ended; what is shown stays. */
  begin(): Promise<Session>;
  /** Calls back after every change; returns what ends that. */
  subscribe(listener: () => void): () => void;
  start(): Promise<void>;
  send(text: string, attachments?: Turn["attachments"]): Promise<void>;
  /** Ends the answer that is being written, and keeps what came of it. */
  stop(): void;
  /** Asks the last question again, in place of the answer that failed. */
  retry(): Promise<void>;
  restart(): Promise<void>;
};

/** Longer than an answer usually takes. */
const answerMsMax = 60_000;
/** A stored message. */
export const turnOf = (message: Message): Turn => ({ ...message, messageId: message.id, state: message.cut ? "stopped" : "done" });

/** One visitor's conversation: what is shown, and everything that changes it. */
export function openChat(api: VisitorApi, saved: SavedSession, tell: Tell): Chat {
  let state: ChatState = {
    phase: "starting",
    agentName: "",
    greeting: "",
    handsOver: false,
    handover: "agent",
    rating: null,
    turns: [],
    notice: null,
  };
  let starting: Promise<void> | null = null;
  let asking: AbortController | null = null;
  let sending = Promise.resolve();
  const listeners = new Set<() => void>();

  function update(change: Partial<ChatState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  async function begin(): Promise<Session> {
    const { conversation_id, visitor_token, ...about } = await api.start();
    const session = { conversation_id, visitor_token };
    saved.write(session);
    show({ ...about, handover: "agent", rating: null });
    return session;
  }

  function show({ agent_name: agentName, hands_over: handsOver, ...about }: Omit<VisitorMessages, "data" | "asked">): void {
    update({ ...about, phase: "ready", agentName, handsOver, notice: null });
  }

  async function resume(): Promise<void> {
    update({ phase: "starting", notice: null });
    try {
      const session = saved.read();
      const history = session && (await unlessEnded(api.readMessages(session)));
      if (!history) return void (await begin());
      const turns = history.data.map(turnOf);
      const last = history.data.at(-1);
      // A server that ended in the middle of an answer leaves nothing of it. A younger question may still be answered.
      if (last?.role === "visitor" && history.handover !== "person" && Date.now() - Date.parse(last.created_at) > answerMsMax)
        turns.push({
          id: randomId(),
          role: "agent",
          text: "",
          citations: [],
          ...(await import("./asking/asking.tsx")).asking.unanswered(),
        });
      update({ turns });
      show(history);
    } catch (error) {
      update({ phase: "unavailable", notice: noticeOf(error) });
    }
  }

  function start(): Promise<void> {
    starting ??= resume().finally(() => (starting = null));
    return starting;
  }

  async function answer(question: Question): Promise<void> {
    const id = randomId();
    const controller = new AbortController();
    const { signal } = controller;
    asking = controller;
    // A person will write in their own time: nothing is shown of the agent, unless it answers after all.
    update({
      turns: [...state.turns, { id, role: "agent", text: "", citations: [], state: state.handover === "person" ? "done" : "writing" }],
    });
    const updateTurn = (change: (turn: Turn) => Partial<Turn>) =>
      update({ turns: state.turns.map((turn) => (turn.id === id ? { ...turn, ...change(turn) } : turn)) });
    const removeTurn = () => update({ turns: state.turns.filter((turn) => turn.id !== id) });
    try {
      const { asking: loaded } = await import("./asking/asking.tsx");
      await starting;
      if (signal.aborted) return;
      const answered = await loaded.answer({ api, saved, state, update, updateTurn, removeTurn, begin, question, signal });
      if (answered) {
        tell("answer", answered);
        tell("message", { ...answered, role: "agent" });
      }
    } catch (error) {
      if (!signal.aborted) updateTurn(() => ({ state: "failed", notice: noticeOf(error) }));
    } finally {
      if (asking === controller) asking = null;
      update({});
    }
  }

  function stop(): void {
    asking?.abort();
    asking = null;
    update({ turns: state.turns.map((turn) => (turn.state === "writing" ? { ...turn, state: "stopped" } : turn)) });
  }

  async function send(text: string, attachments?: Turn["attachments"]): Promise<void> {
    const question: Turn = { id: randomId(), role: "visitor", text: text.trim(), attachments, citations: [], state: "done" };
    // The agent answers one question after the other; to a person several messages in a row can be sent, in their order.
    if (state.turns.some((turn) => turn.state === "writing") || !(question.text || attachments)) return;
    update({ turns: [...state.turns, question] });
    await (sending = asking ? sending.then(() => answer(question)) : answer(question));
  }

  return {
    get state() {
      return state;
    },
    get isAsking() {
      return !!asking;
    },
    api,
    saved,
    tell,
    update,
    begin,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start,
    send,
    stop,
    async retry() {
      const question = state.turns.findLast((turn) => turn.role === "visitor");
      if (asking || !question) return;
      update({ turns: state.turns.slice(0, state.turns.indexOf(question) + 1) });
      await answer(question);
    },
    async restart() {
      stop();
      await starting;
      saved.write(null);
      update({ turns: [] });
      await start();
    },
  };
}

/** Null where the API no longer knows the conversation or its token. */
async function unlessEnded<Value>(promise: Promise<Value>): Promise<Value | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Refusal && (error.status === 401 || error.status === 404)) return null;
    throw error;
  }
}

function noticeOf(error: unknown): Notice {
  if (!(error instanceof Refusal)) return { text: words.connectionLost, canRetry: true };
  return { text: error.message, canRetry: error.status === 409 || error.status === 429 || error.status >= 500 };
}

/** `crypto.randomUUID` is missing on pages without TLS. */
function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}
