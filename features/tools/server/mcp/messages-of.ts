import { z } from "zod";
import { ToolRefuses } from "#features/answering/server/agent-tool.ts";

const Message = z.looseObject({
  id: z.union([z.number(), z.string(), z.null()]).optional(),
  result: z.unknown().optional(),
  error: z.looseObject({ message: z.string() }).optional(),
});
type Message = z.output<typeof Message>;

/** The JSON-RPC messages of an answer, be it one or a stream of events, as they come. What is none is left out. */
export async function* messagesOf(body: ReadableStream<Uint8Array> | null, contentType: string): AsyncGenerator<Message> {
  if (/^text\/html\b/i.test(contentType)) {
    await body?.cancel();
    throw new ToolRefuses("failed", "A web page answered in its place.");
  }
  if (!body) return;
  const isStream = /^text\/event-stream\b/i.test(contentType);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for await (const part of body) {
    text += decoder.decode(part, { stream: true });
    if (!isStream) continue;
    const events = text.split(/\r?\n\r?\n/);
    text = events.pop() ?? "";
    for (const event of events) yield* read(dataOf(event));
  }
  yield* read(isStream ? dataOf(text) : text);
}

const dataOf = (event: string) =>
  event
    .split(/\r?\n/)
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).replace(/^ /, ""))
    .join("\n");

function* read(json: string): Generator<Message> {
  if (json.trim() === "") return;
  const message = Message.safeParse(JSON.parse(json));
  if (message.success) yield message.data;
}
