import { expect, test } from "vitest";
import { openChat, type Chat, type Told } from "./chat.ts";
import { openSavedSession } from "./saved-session.ts";
import { openVisitorApi } from "./visitor-api.ts";

type Answer = (request: { path: string; method: string; token: string | null; text: string; signal: AbortSignal | null }) => Response;

test("an answer grows as it comes, carries its citations, and is told to the page once", async () => {
  const { chat, answers, seen } = open({
    ask: () => events('event: text\ndata: {"delta":"Yes, "}\n\n', 'event: text\ndata: {"delta":"within 30 days."}\n\n', cited, done),
  });
  await chat.start();
  expect(chat.state).toMatchObject({ phase: "ready", agentName: "Desk", greeting: "Hello" });
  await chat.send("  May I return it? ");
  expect(chat.state.turns).toMatchObject([
    { role: "visitor", text: "May I return it?" },
    { role: "agent", text: "Yes, within 30 days.", citations: [{ title: "Returns" }], state: "done" },
  ]);
  expect(seen).toContain("Yes, ");
  expect(answers).toEqual([{ conversation_id: "cnv_1", message_id: "msg_1" }]);
});

test("where the agent has no answer, the number to call stays with that answer, after a reload too", async () => {
  const contact = { number: "+4930901820", international: "+49 30 901820" };
  const { chat } = open({
    session: true,
    history: () => Response.json({ data: [{ id: "msg_0", role: "agent", text: "Unknown.", citations: [], created_at: "", contact }] }),
    ask: () => events(said("None here."), `event: done\ndata: ${JSON.stringify({ message_id: "msg_1", contact })}\n\n`),
  });
  await chat.start();
  await chat.send("May I?");
  expect(chat.state.turns.map((turn) => turn.contact)).toEqual([contact, undefined, contact]);
});

test("a question that is sent before the conversation stands waits for it", async () => {
  const { chat, calls } = open({});
  const started = chat.start();
  await chat.send("Early?");
  await started;
  expect(calls).toEqual(["POST /agents/agt_1/conversations", "POST /conversations/cnv_1/messages token-1 Early?"]);
});

test("a connection that is cut keeps what came, and trying again asks the same question in its place", async () => {
  let asked = 0;
  const { chat, answers, keys } = open({
    ask: () => (++asked === 1 ? events('event: text\ndata: {"delta":"Yes"}\n\n') : events(said("Yes, certainly."), done)),
  });
  await chat.start();
  await chat.send("May I?");
  expect(chat.state.turns[1]).toMatchObject({ text: "Yes", state: "failed", notice: { canRetry: true } });
  expect(answers).toEqual([]);
  await chat.retry();
  expect(chat.state.turns).toMatchObject([{ text: "May I?" }, { text: "Yes, certainly.", state: "done" }]);
  await chat.send("May I?");
  expect(keys[0]).toMatch(/^[\d-]{8,}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test("a token that ended begins a new conversation, and the question goes into it", async () => {
  const { chat, calls, saved } = open({
    ask: ({ token }) => (token === "token-1" ? refusal(401, "Ended.") : events(said("Here again."), done)),
  });
  await chat.start();
  await chat.send("Still there?");
  expect(chat.state.turns).toMatchObject([{ text: "Still there?" }, { text: "Here again.", state: "done" }]);
  expect(calls.at(-1)).toBe("POST /conversations/cnv_2/messages token-2 Still there?");
  expect(saved.read()).toEqual({ conversation_id: "cnv_2", visitor_token: "token-2" });
});

test("an installation that refuses every token is asked twice, not for ever", async () => {
  const { chat, calls } = open({ ask: () => refusal(401, "No.") });
  await chat.start();
  await chat.send("Still there?");
  expect(chat.state.turns[1]).toMatchObject({ state: "failed", notice: { text: "No." } });
  expect(calls.filter((call) => call.includes("/messages"))).toHaveLength(2);
});

test.each([
  [403, false],
  [409, true],
  [423, false],
  [429, true],
  [503, true],
])("the sentence of a %i is shown", async (status, canRetry) => {
  const { chat } = open({ ask: () => refusal(status, "A sentence of the server.") });
  await chat.start();
  await chat.send("May I?");
  expect(chat.state.turns[1]).toMatchObject({ state: "failed", notice: { text: "A sentence of the server.", canRetry } });
});

test("a conversation that may not begin says why, and can be tried again where that may help", async () => {
  let isDown = true;
  const { chat } = open({ start: () => (isDown ? refusal(503, "Back in a minute.") : null) });
  await chat.start();
  expect(chat.state).toMatchObject({ phase: "unavailable", notice: { text: "Back in a minute.", canRetry: true } });
  isDown = false;
  await chat.start();
  expect(chat.state).toMatchObject({ phase: "ready", notice: null });
});

test("an error in the middle keeps the text and shows the sentence", async () => {
  const { chat } = open({
    ask: () => events(said("Half"), 'event: error\ndata: {"code":"model_failed","message":"The model stopped."}\n\n'),
  });
  await chat.start();
  await chat.send("May I?");
  expect(chat.state.turns[1]).toMatchObject({ text: "Half", state: "failed", notice: { text: "The model stopped.", canRetry: true } });
});

test("where nobody answers the sentence names whom to call, and asking again is not offered", async () => {
  const contact = { number: "+4930901820", international: "+49 30 901820" };
  const data = JSON.stringify({ code: "status_forbids", message: "You can call +49 30 901820.", contact });
  const { chat } = open({ ask: () => events(`event: error\ndata: ${data}\n\n`) });
  await chat.start();
  await chat.send("May I?");
  expect(chat.state.turns[1]).toMatchObject({ state: "failed", notice: { text: "You can call +49 30 901820.", canRetry: false, contact } });
});

test("stopping aborts the request and keeps what came", async () => {
  let signal: AbortSignal | null = null;
  const { chat } = open({
    ask: (request) => {
      if (request.text === "And now?") return events(said("Whole"), done);
      signal = request.signal;
      return events(said("Half"), request.signal);
    },
  });
  await chat.start();
  const sent = chat.send("May I?");
  await until(() => chat.state.turns[1]?.text === "Half");
  chat.stop();
  await sent;
  expect(signal).toMatchObject({ aborted: true });
  expect(chat.state.turns[1]).toMatchObject({ text: "Half", state: "stopped" });
  await chat.send("And now?");
  expect(chat.state.turns[3]).toMatchObject({ text: "Whole", state: "done" });
});

test("a new conversation forgets the old one, also while an answer is being written", async () => {
  const { chat, saved } = open({ ask: (request) => events(said("Half"), request.signal) });
  await chat.start();
  const sent = chat.send("May I?");
  await until(() => chat.state.turns[1]?.text === "Half");
  await chat.restart();
  await sent;
  expect(chat.state).toMatchObject({ phase: "ready", turns: [] });
  expect(saved.read()).toEqual({ conversation_id: "cnv_2", visitor_token: "token-2" });
});

test("the history is shown after a reload; where it is gone a new conversation begins", async () => {
  const history = {
    data: [{ id: "msg_1", role: "visitor", text: "Before", citations: [], created_at: "" }],
    agent_name: "Desk",
    greeting: "Hello",
  };
  const found = open({ history: () => Response.json(history), session: true });
  await found.chat.start();
  expect(found.chat.state).toMatchObject({ phase: "ready", agentName: "Desk", turns: [{ text: "Before", state: "done" }] });
  expect(found.calls).toEqual(["GET /conversations/cnv_0/messages token-0"]);

  const gone = open({ history: () => refusal(401, "Ended."), session: true });
  await gone.chat.start();
  expect(gone.chat.state).toMatchObject({ phase: "ready", turns: [] });
  expect(gone.saved.read()).toEqual({ conversation_id: "cnv_1", visitor_token: "token-1" });
});

test("while a person has it nothing is shown of the agent, and several messages in a row are all sent", async () => {
  const left = 'event: done\ndata: {"message_id":"msg_1","outcome":"person","handover":"person"}\n\n';
  const { chat, calls, answers } = open({ session: true, history: () => Response.json(withPerson), ask: () => events(left) });
  await chat.start();
  expect(chat.state.handover).toBe("person");
  let agentTurns = 0;
  chat.subscribe(() => (agentTurns += chat.state.turns.filter(({ role, state }) => role === "agent" && state === "writing").length));
  await Promise.all([chat.send("One"), chat.send("Two")]);
  expect(calls.slice(1)).toEqual(["One", "Two"].map((text) => `POST /conversations/cnv_0/messages token-0 ${text}`));
  expect(chat.state.turns.map(({ role, text }) => [role, text])).toEqual([
    ["visitor", "Are you there?"],
    ["visitor", "One"],
    ["visitor", "Two"],
  ]);
  // A message that a person will read is no finished answer.
  expect([agentTurns, answers]).toEqual([0, []]);
});

test("an agent that answers although a person had it, since it was given back, is shown, and has it again", async () => {
  const { chat } = open({ session: true, history: () => Response.json(withPerson), ask: () => events(said("Here."), answered) });
  await chat.start();
  await chat.send("And now?");
  expect(chat.state).toMatchObject({ handover: "agent", turns: [{}, {}, { role: "agent", text: "Here.", state: "done" }] });
});

test("who takes over in the middle of an answer leaves what was said, and a wish in words makes the conversation wait", async () => {
  const silenced = 'event: done\ndata: {"message_id":"msg_1","outcome":"person"}\n\n';
  const wished = 'event: done\ndata: {"message_id":"msg_2","outcome":"answered","handover":"waiting"}\n\n';
  const { chat } = open({
    ask: ({ text }) => (text === "A person!" ? events(said("I have asked."), wished) : events(said("Half"), silenced)),
  });
  await chat.start();
  await chat.send("A person!");
  expect(chat.state.handover).toBe("waiting");
  await chat.send("May I?");
  expect(chat.state).toMatchObject({ handover: "person", turns: [{}, {}, {}, { text: "Half", state: "stopped" }] });
});

const withPerson = {
  data: [{ id: "msg_0", role: "visitor", text: "Are you there?", citations: [], created_at: "2026-01-01T00:00:00.000Z" }],
  agent_name: "Desk",
  greeting: "",
  hands_over: true,
  asks: false,
  handover: "person",
  rating: null,
};

test("a question that nobody will answer any more is shown so after a reload, one that may be answered is not", async () => {
  for (const [secondsAgo, states] of [
    [5, ["done"]],
    [120, ["done", "failed"]],
  ] as const) {
    const created_at = new Date(Date.now() - secondsAgo * 1000).toISOString();
    const { chat } = open({
      session: true,
      history: () => Response.json({ data: [{ id: "msg_0", role: "visitor", text: "May I?", citations: [], created_at }] }),
    });
    await chat.start();
    expect(chat.state.turns.map(({ state }) => state)).toEqual(states);
  }
});

test("an answer that was cut is shown as cut after a reload", async () => {
  const message = { role: "agent", citations: [], created_at: "" };
  const data = [
    { ...message, id: "msg_1", text: "Within", cut: true },
    { ...message, id: "msg_2", text: "Within three days." },
  ];
  const { chat } = open({ session: true, history: () => Response.json({ data, agent_name: "Desk", greeting: "" }) });
  await chat.start();
  expect(chat.state.turns.map(({ text, state }) => [text, state])).toEqual([
    ["Within", "stopped"],
    ["Within three days.", "done"],
  ]);
});

const cited = 'event: citations\ndata: {"data":[{"title":"Returns","url":null,"source_id":"src_1","text":"Within 30 days."}]}\n\n';
const done = 'event: done\ndata: {"message_id":"msg_1"}\n\n';
const answered = 'event: done\ndata: {"message_id":"msg_1","outcome":"answered"}\n\n';
const said = (delta: string) => `event: text\ndata: ${JSON.stringify({ delta })}\n\n`;
const refusal = (status: number, message: string) => Response.json({ error: { code: "x", message } }, { status });

/** A stream of these pieces; with a signal it stays open until that aborts. */
function events(...pieces: (string | AbortSignal | null)[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const hold = pieces.find((piece) => piece instanceof AbortSignal);
      for (const piece of pieces) if (typeof piece === "string") controller.enqueue(new TextEncoder().encode(piece));
      if (hold) hold.addEventListener("abort", () => controller.error(hold.reason));
      else controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

/** A chat whose network is these answers; what is left out succeeds. */
function open(network: { start?: () => Response | null; ask?: Answer; history?: Answer; session?: boolean }) {
  const calls: string[] = [];
  const seen: string[] = [];
  const answers: Told["answer"][] = [];
  const keys: (string | null)[] = [];
  let started = 0;
  const request: typeof fetch = async (input, init) => {
    const path = new URL(String(input)).pathname.replace("/widget/v1", "");
    const method = init?.method ?? "GET";
    const token = new Headers(init?.headers).get("authorization")?.replace("Bearer ", "") ?? null;
    const text: string = typeof init?.body === "string" ? JSON.parse(init.body).text : "";
    calls.push([method, path, token, text].filter(Boolean).join(" "));
    const words = { path, method, token, text, signal: init?.signal ?? null };
    if (method === "GET") return network.history?.(words) ?? refusal(404, "Gone.");
    if (path.endsWith("/messages")) keys.push(new Headers(init?.headers).get("idempotency-key"));
    if (path.endsWith("/messages")) return network.ask?.(words) ?? events(said("Yes."), done);
    const refused = network.start?.();
    if (refused) return refused;
    started += 1;
    return Response.json(
      { conversation_id: `cnv_${started}`, visitor_token: `token-${started}`, greeting: "Hello", agent_name: "Desk" },
      { status: 201 },
    );
  };
  const saved = openSavedSession("https://app.example", "agt_1", null, () => {
    throw new Error("No storage here.");
  });
  if (network.session) saved.write({ conversation_id: "cnv_0", visitor_token: "token-0" });
  const chat: Chat = openChat(openVisitorApi("https://app.example", "agt_1", null, "en", request), saved, (name, detail) => {
    if (name === "answer") answers.push(detail as Told["answer"]);
  });
  chat.subscribe(() => seen.push(chat.state.turns.at(-1)?.text ?? ""));
  return { chat, calls, keys, seen, answers, saved };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}
