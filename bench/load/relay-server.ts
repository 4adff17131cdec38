import { createServer, type ServerResponse } from "node:http";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { streamText } from "ai";

/**
 * A program: passes a model's answer on as events, and does nothing else. `/ai`: through the `ai` package, as we ask models;
 * `/bare`: reads the provider's own stream.
 */
const { port, modelUrl } = JSON.parse(process.argv[2] ?? "{}") as { port: number; modelUrl: string };
const provider = createOpenAICompatible({ name: "stand-in", baseURL: modelUrl, apiKey: "a-key" });
const send = (response: ServerResponse, delta: string) => response.write(`event: text\ndata: ${JSON.stringify({ delta })}\n\n`);

async function throughPackage(response: ServerResponse): Promise<void> {
  const { textStream } = streamText({ model: provider("local-small"), prompt: "Hello" });
  for await (const delta of textStream) send(response, delta);
}

async function bare(response: ServerResponse): Promise<void> {
  const body = JSON.stringify({ model: "local-small", stream: true, messages: [{ role: "user", content: "Hello" }] });
  const answer = await fetch(`${modelUrl}/chat/completions`, { method: "POST", headers: { "content-type": "application/json" }, body });
  let rest = "";
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    const frames = (rest + chunk).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      if (!frame.startsWith("data: {")) continue;
      const { choices } = JSON.parse(frame.slice("data: ".length)) as { choices: { delta?: { content?: string } }[] };
      const delta = choices[0]?.delta?.content;
      if (delta) send(response, delta);
    }
  }
}

createServer((request, response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  void (request.url === "/ai" ? throughPackage : bare)(response).finally(() => response.end());
}).listen(port, "127.0.0.1", () => console.log("ready"));
process.on("SIGTERM", () => process.exit(0));
