import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server does with one request to answer. */
export type Reply =
  | {
      /** The answer, one SSE frame each, as they come. */
      text: Iterable<string> | AsyncIterable<string>;
      /** What it thinks before, one frame each, as servers of models that reason send it. */
      reasoning?: string[];
      delayMs?: number;
      /** After the last frame: the proper end, silence until the caller leaves, a broken socket, or an end without a mark. */
      then?: "end" | "stall" | "cut" | "end early";
    }
  | { toolCall: { name: string; arguments: object } }
  | { status: number; message: string };

export type ModelRequest = {
  model: string;
  messages: { role: string; content: string | null }[];
  tools?: { function: { name: string } }[];
  temperature?: number;
  max_tokens?: number;
  stream?: boolean;
};

export type ModelServer = {
  /** What MODEL_BASE_URL takes. */
  url: string;
  /** Bodies in the order in which they came. */
  requests: ModelRequest[];
  /** What it asks for as a bearer; null: nothing. */
  key: string | null;
  /** What it lists. */
  models: string[];
  /** The bearer of each request, those for the list included. */
  bearers: (string | undefined)[];
  /** When callers left before their answer's end (`Date.now()`). */
  hangUps: number[];
  /** Sets the replies of the next requests, in order; after them, and without them, it answers from the passages it is sent. */
  script(...replies: Reply[]): void;
  close(): Promise<void>;
};

/**
 * A language model's stand-in that speaks the OpenAI protocol over a real socket: real SSE frames, tool calls, errors,
 * stalls and cut connections. Unscripted it quotes the first passage that it was sent, declines, or asks of a passage what its
 * heading is about, so it is of use in development as well.
 */
export async function startModelServer(port = 0): Promise<ModelServer> {
  const replies: Reply[] = [];
  const requests: ModelRequest[] = [];
  const hangUps: number[] = [];
  const server = createServer((request, response) => {
    const bearer = request.headers.authorization?.replace(/^Bearer /, "");
    self.bearers.push(bearer);
    if (self.key !== null && bearer !== self.key) {
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: `Incorrect API key provided: ${bearer}.`, type: "error" } }));
      return;
    }
    if (request.url === "/v1/models") {
      response.setHeader("content-type", "application/json").end(JSON.stringify({ data: self.models.map((id) => ({ id })) }));
      return;
    }
    if (request.url !== "/v1/chat/completions") {
      response.writeHead(404).end();
      return;
    }
    response.on("close", () => {
      if (!response.writableFinished) hangUps.push(Date.now());
    });
    void readBody(request).then((body) => {
      requests.push(body);
      const reply = replies.shift() ?? { text: inWords(questionsOf(body) ?? queryOf(body) ?? quoteFirstPassage(body)) };
      return body.stream ? answer(response, body.model, reply) : answerWhole(response, body.model, reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const self: ModelServer = {
    key: null,
    models: ["local-small", "local-large"],
    bearers: [],
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    hangUps,
    script: (...next) => void replies.splice(0, replies.length, ...next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}

async function readBody(request: IncomingMessage): Promise<ModelRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as ModelRequest;
}

async function answer(response: ServerResponse, model: string, reply: Reply): Promise<void> {
  if ("status" in reply) {
    response.writeHead(reply.status, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: reply.message, type: "error" } }));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  const frame = (choice: object, more: object = {}) =>
    response.write(
      `data: ${JSON.stringify({ id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model, choices: [{ index: 0, ...choice }], ...more })}\n\n`,
    );
  if ("toolCall" in reply) {
    const { name, arguments: values } = reply.toolCall;
    frame({
      delta: { role: "assistant", tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name, arguments: "" } }] },
      finish_reason: null,
    });
    frame({ delta: { tool_calls: [{ index: 0, function: { arguments: JSON.stringify(values) } }] }, finish_reason: null });
    end("tool_calls");
    return;
  }
  for (const thought of reply.reasoning ?? []) frame({ delta: { reasoning_content: thought }, finish_reason: null });
  for await (const piece of reply.text) {
    if (reply.delayMs) await new Promise((resolve) => setTimeout(resolve, reply.delayMs));
    frame({ delta: { content: piece }, finish_reason: null });
  }
  if (reply.then === "stall") return;
  if (reply.then === "cut") setTimeout(() => response.socket?.destroy(), 50);
  else if (reply.then === "end early") response.end();
  else end("stop");

  function end(reason: string): void {
    frame({ delta: {}, finish_reason: reason });
    response.end(
      `data: ${JSON.stringify({ id: "chatcmpl-1", model, choices: [], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } })}\n\ndata: [DONE]\n\n`,
    );
  }
}

/** To a request that does not stream. */
async function answerWhole(response: ServerResponse, model: string, reply: Reply): Promise<void> {
  if (!("text" in reply)) return answer(response, model, reply);
  let content = "";
  for await (const piece of reply.text) content += piece;
  if (reply.delayMs) await new Promise((resolve) => setTimeout(resolve, reply.delayMs));
  if (reply.then === "stall") return;
  const message = { role: "assistant", content };
  const usage = { prompt_tokens: 50, completion_tokens: 10, total_tokens: 60 };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 1,
      model,
      choices: [{ index: 0, message, finish_reason: "stop" }],
      usage,
    }),
  );
}

/** A passage alone reaches a model as a JSON object where it is to write the questions that it answers. */
function questionsOf({ messages }: ModelRequest): string | null {
  const passage = /\{"title".*\}$/.exec(messages.at(-1)?.content ?? "")?.[0];
  if (!passage) return null;
  const { title, headings } = JSON.parse(passage) as { title: string; headings: string[] };
  return JSON.stringify([`What do I have to know about ${headings.at(-1) ?? title}?`]);
}

/** A conversation reaches a model as a JSON list of `{role, text}` where it is to write a query: all that was asked is one. */
function queryOf({ messages }: ModelRequest): string | null {
  const list = /\[\{"role".*\}\]/.exec(messages.at(-1)?.content ?? "")?.[0];
  const turns = list ? (JSON.parse(list) as { role: string; text: string }[]) : [];
  return turns.length > 0
    ? turns
        .filter(({ role }) => role === "visitor")
        .map(({ text }) => text)
        .join(" ")
    : null;
}

/** Passages reach a model as a JSON list of `{number, title, text}`, whatever stands around it. */
function quoteFirstPassage({ messages }: ModelRequest): string {
  const content = messages.findLast(({ role }) => role === "user" || role === "tool")?.content ?? "";
  const list = /\[\{"number".*\}\]/.exec(content)?.[0];
  const [first] = list ? (JSON.parse(list) as { number: number; text: string }[]) : [];
  if (!first) return "[no answer] The documents do not hold that.";
  const sentence = /^[^.!?]*[.!?]?/.exec(first.text)?.[0] ?? first.text;
  return `${sentence} [${first.number} "${sentence.split(/\s+/).slice(0, 12).join(" ")}"]`;
}

const inWords = (text: string) => text.match(/\S+\s*/g) ?? [];
