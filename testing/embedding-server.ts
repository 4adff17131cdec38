import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server does with one request instead of answering it. */
export type Trouble = { status: number; headers?: Record<string, string> } | "stall" | "cut";

export type EmbeddingRequest = { path: string; key: string | undefined; model: string; texts: string[]; taskType?: string };

export type EmbeddingServer = {
  /** What EMBEDDING_BASE_URL takes. */
  url: string;
  /** The same at Google's address, and at Ollama's. */
  googleUrl: string;
  ollamaUrl: string;
  requests: EmbeddingRequest[];
  /** Set to something: that is what every request gets. */
  trouble: Trouble | null;
  /** What the next requests get, before `trouble`. */
  script(...next: (Trouble | null)[]): void;
  /** More texts than this are refused, and so are texts that hold `refused`. */
  batchMax: number;
  refused: string | null;
  /** How many numbers a vector of a model has. */
  dimensionsOf: (model: string) => number;
  close(): Promise<void>;
};

/**
 * A stand-in of providers of embeddings that speaks the protocols of OpenAI (and Ollama) and of Google over a real socket. Its
 * vectors are near where texts are about the same of a few things.
 */
export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const next: (Trouble | null)[] = [];
  const server = createServer((request, response) => {
    void readJson(request).then((body) => answer(request.url ?? "", request, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: EmbeddingServer = {
    url: `${base}/v1`,
    googleUrl: `${base}/v1beta`,
    ollamaUrl: base,
    requests: [],
    trouble: null,
    script: (...more) => void next.push(...more),
    batchMax: 100,
    refused: null,
    dimensionsOf: (model) => (model.includes("large") ? 1_536 : 40),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;

  function answer(path: string, { headers }: IncomingMessage, body: Body, response: ServerResponse): void {
    const google = /^\/v1beta\/models\/([^:]+):(embedContent|batchEmbedContents)$/.exec(path);
    const isOpenAi = path === "/v1/embeddings";
    if (!google && !isOpenAi) return refuse(response, { status: 404 });
    const contents = body.requests ?? [body];
    const asked: EmbeddingRequest = {
      path,
      key: google ? String(headers["x-goog-api-key"]) : headers.authorization,
      model: google ? google[1]! : String(body.model),
      texts: google ? contents.map(({ content }) => content!.parts.map(({ text }) => text).join("")) : [body.input ?? []].flat(),
      ...(google && { taskType: contents[0]?.taskType ?? "none" }),
    };
    self.requests.push(asked);
    const trouble = next.length > 0 ? next.shift()! : self.trouble;
    if (trouble === "stall") return;
    if (trouble === "cut") return void response.socket?.destroy();
    if (trouble) return refuse(response, trouble);
    if (asked.texts.length > self.batchMax) return refuse(response, { status: 422 });
    if (asked.texts.some((text) => text === "" || (self.refused && text.includes(self.refused)))) return refuse(response, { status: 400 });
    const vectors = asked.texts.map((text) => vectorOf(text, self.dimensionsOf(asked.model)));
    response.setHeader("content-type", "application/json");
    if (isOpenAi) {
      const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
      response.end(JSON.stringify({ object: "list", data, model: asked.model, usage: { prompt_tokens: 1, total_tokens: 1 } }));
    } else if (path.endsWith(":embedContent")) response.end(JSON.stringify({ embedding: { values: vectors[0] } }));
    else response.end(JSON.stringify({ embeddings: vectors.map((values) => ({ values })) }));
  }
}

type Content = { content?: { parts: { text: string }[] }; taskType?: string };
type Body = Content & { model?: string; input?: string | string[]; requests?: Content[] };

async function readJson(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as Body;
}

function refuse(response: ServerResponse, { status, headers = {} }: Exclude<Trouble, string>): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ error: { message: `The stand-in says ${status}.`, type: "error", code: status, status: "ERROR" } }));
}

/** Each thing is an axis of its own; all texts share a part, as they do with real models, whose cosines are hardly ever near 0. */
const things = [
  /money|reimburs|refund|geld|erstatte/i,
  /password|sign-in/i,
  /\bdog|pets/i,
  /open|hours/i,
  /deliver|shipping/i,
  /\bill\b|sick/i,
  /cake|pastries/i,
  /screen|display/i,
];

function vectorOf(text: string, dimensions: number): number[] {
  const letters = [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 9_973, 7);
  return Array.from({ length: dimensions }, (_, at) => {
    const thing = things[at % (things.length + 2)];
    const noise = 0.1 * Math.sin(letters * (at + 1));
    return 0.3 + noise + (thing?.test(text) ? 1 : 0);
  });
}
