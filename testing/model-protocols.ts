import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { ModelRequest, Reply } from "./model-server.ts";

type Spoken = Extract<Reply, { text: unknown } | { toolCall: unknown }>;

/** How a provider's protocol is spoken: who asks, for what, and how an answer looks on the wire, as a stream or whole. */
export type Protocol = {
  /** Where it is spoken, below the server's root. */
  base: string;
  keyIn(headers: IncomingHttpHeaders): string | undefined;
  list(models: readonly string[]): object;
  /** Null where this is no address at which answers are given. */
  read(path: string, body: Body): ModelRequest | null;
  stream(response: ServerResponse, model: string): Frames;
  whole(model: string, text: string): object;
};

/** What is sent of an answer, piece by piece. */
type Frames = {
  thought(text: string): void;
  text(text: string): void;
  /** With the arguments in two pieces, as they stream. */
  toolCall(name: string, values: string): void;
  end(reason: FinishReason | "tool"): void;
};

/** Why it ended, whatever a protocol calls it. */
export type FinishReason = "stop" | "length" | "filter";

type Part = { text?: string };
export type Body = {
  model?: string;
  messages?: { role: string; content: string | Part[] | null }[];
  system?: unknown;
  contents?: { role: string; parts: Part[] }[];
  stream?: boolean;
  tools?: ModelRequest["tools"];
  temperature?: number;
  max_tokens?: number;
};

const send = (response: ServerResponse, data: unknown, event?: string) =>
  void response.write(`${event ? `event: ${event}\n` : ""}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
const halves = (text: string) => [text.slice(0, text.length >> 1), text.slice(text.length >> 1)];
const textIn = (content: string | Part[] | null) => (Array.isArray(content) ? content.map(({ text = "" }) => text).join("\n") : content);

const openAi: Protocol = {
  base: "/v1",
  keyIn: ({ authorization }) => authorization?.replace(/^Bearer /, ""),
  list: (models) => ({ data: models.map((id) => ({ id })) }),
  read: (path, body) => (path === "/chat/completions" ? (body as ModelRequest) : null),
  stream(response, model) {
    const frame = (delta: object, finish_reason: string | null = null) =>
      send(response, {
        id: "chatcmpl-1",
        object: "chat.completion.chunk",
        created: 1,
        model,
        choices: [{ index: 0, delta, finish_reason }],
      });
    return {
      thought: (text) => frame({ reasoning_content: text }),
      text: (text) => frame({ content: text }),
      toolCall(name, values) {
        frame({ role: "assistant", tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name, arguments: "" } }] });
        for (const half of halves(values)) frame({ tool_calls: [{ index: 0, function: { arguments: half } }] });
      },
      end(reason) {
        frame({}, { stop: "stop", length: "length", filter: "content_filter", tool: "tool_calls" }[reason]);
        const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
        send(response, { id: "chatcmpl-1", model, choices: [], usage });
        send(response, "[DONE]");
      },
    };
  },
  whole: (model, content) => ({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model,
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 50, completion_tokens: 10, total_tokens: 60 },
  }),
};

const anthropic: Protocol = {
  base: "/anthropic/v1",
  keyIn: (headers) => headers["x-api-key"] as string | undefined,
  list: (models) => ({ data: models.map((id) => ({ type: "model", id })) }),
  read(path, { model = "", messages = [], stream }) {
    if (path !== "/messages") return null;
    return { model, stream: stream ?? false, messages: messages.map(({ role, content }) => ({ role, content: textIn(content) })) };
  },
  stream(response, model) {
    const event = (type: string, more: object = {}) => send(response, { type, ...more }, type);
    const usage = { input_tokens: 100, output_tokens: 1 };
    event("message_start", {
      message: { id: "msg_1", type: "message", role: "assistant", model, content: [], stop_reason: null, stop_sequence: null, usage },
    });
    let index = -1;
    let open: string | null = null;
    const block = (kind: string, start: object) => {
      if (open === kind) return;
      if (open) event("content_block_stop", { index });
      [open, index] = [kind, index + 1];
      event("content_block_start", { index, content_block: start });
    };
    const delta = (value: object) => event("content_block_delta", { index, delta: value });
    return {
      thought(thinking) {
        block("thinking", { type: "thinking", thinking: "", signature: "" });
        delta({ type: "thinking_delta", thinking });
      },
      text(text) {
        block("text", { type: "text", text: "" });
        delta({ type: "text_delta", text });
      },
      toolCall(name, values) {
        block("tool", { type: "tool_use", id: "toolu_1", name, input: {} });
        for (const half of halves(values)) delta({ type: "input_json_delta", partial_json: half });
      },
      end(reason) {
        if (open) event("content_block_stop", { index });
        const stop_reason = { stop: "end_turn", length: "max_tokens", filter: "refusal", tool: "tool_use" }[reason];
        event("message_delta", { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 20 } });
        event("message_stop");
      },
    };
  },
  whole: (model, text) => ({
    id: "msg_1",
    type: "message",
    role: "assistant",
    model,
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 50, output_tokens: 10 },
  }),
};

const google: Protocol = {
  base: "/google/v1beta",
  keyIn: (headers) => headers["x-goog-api-key"] as string | undefined,
  list: (models) => ({
    models: models.map((id) => ({
      name: `models/${id}`,
      supportedGenerationMethods: id.includes("embed") ? ["embedContent"] : ["generateContent"],
    })),
  }),
  read(path, { contents = [] }) {
    const [, model, verb] = /^\/models\/([^:]+):(streamGenerateContent|generateContent)/.exec(path) ?? [];
    if (!model) return null;
    const messages = contents.map(({ role, parts }) => ({ role: role === "model" ? "assistant" : role, content: textIn(parts) }));
    return { model, stream: verb === "streamGenerateContent", messages };
  },
  stream(response) {
    const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 20, totalTokenCount: 120 };
    const frame = (parts: object[], finishReason?: string) =>
      send(response, {
        candidates: [{ index: 0, content: { role: "model", parts }, ...(finishReason ? { finishReason } : {}) }],
        ...(finishReason ? { usageMetadata } : {}),
      });
    return {
      thought: (text) => frame([{ text, thought: true }]),
      text: (text) => frame([{ text }]),
      toolCall: (name, values) => frame([{ functionCall: { name, args: JSON.parse(values) as object } }]),
      end: (reason) => frame([], { stop: "STOP", length: "MAX_TOKENS", filter: "SAFETY", tool: "STOP" }[reason]),
    };
  },
  whole: (_model, text) => ({
    candidates: [{ index: 0, content: { role: "model", parts: [{ text }] }, finishReason: "STOP" }],
    usageMetadata: { promptTokenCount: 50, candidatesTokenCount: 10, totalTokenCount: 60 },
  }),
};

export const protocols = { openAi, anthropic, google };

/** Says a reply in a protocol, with all that goes wrong on the way. */
export async function speak(protocol: Protocol, response: ServerResponse, { model }: ModelRequest, reply: Spoken): Promise<void> {
  const pause = (ms?: number) => (ms ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined);
  if ("text" in reply) await pause(reply.beforeMs);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const frames = protocol.stream(response, model);
  if ("toolCall" in reply) {
    frames.toolCall(reply.toolCall.name, JSON.stringify(reply.toolCall.arguments));
    frames.end("tool");
    response.end();
    return;
  }
  for (const thought of reply.reasoning ?? []) frames.thought(thought);
  for await (const piece of reply.text) {
    await pause(reply.delayMs);
    frames.text(piece);
  }
  switch (reply.then) {
    case "stall":
      return;
    case "cut":
      return void setTimeout(() => response.socket?.destroy(), 50);
    case "end early":
      return void response.end();
    case "garbage":
      response.write('data: {"choices": [{]]} not JSON\n\n');
      return void response.end();
    case "never end":
      while (!response.destroyed) {
        frames.text("and so on ".repeat(200));
        await pause(1);
      }
      return;
    default:
      frames.end(reply.finish ?? "stop");
      response.end();
  }
}
