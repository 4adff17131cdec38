import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmbeddingServer, type EmbeddingServer } from "#testing/embedding-server.ts";
import { readEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { EncoderRests, type Encoder } from "./embeddings.ts";
import { endpointOf, openEndpoint } from "./endpoints.ts";
import { openEmbeddings } from "./open.ts";
import { openProviderEncoder } from "./provider-encoder.ts";

let server: EmbeddingServer;
beforeEach(async () => {
  server = await startEmbeddingServer();
});
afterEach(() => server.close());

const log = createLog("silent");
const never = new AbortController().signal;
const openWith = (variables: Record<string, string>) => openEmbeddings(readEnv(variables, []), log);

/** The encoder of a model at the stand-in, with limits that a test can wait for. */
function open(name = "small", limits: Parameters<typeof openProviderEncoder>[3] = {}): Encoder {
  const env = readEnv({ EMBEDDING_BASE_URL: server.url, EMBEDDING_API_KEY: "sk-e", OLLAMA_BASE_URL: server.ollamaUrl }, []);
  return openProviderEncoder(name, endpointOf(name, env)!, log, limits);
}

test("a name leads to its provider by the real protocol, and its key to nobody else", async () => {
  await open("large").ofQuestion("Will I get my money back?");
  await open("ollama/nomic").ofQuestion("Will I get my money back?");
  const google = openProviderEncoder(
    "google/gemini",
    openEndpoint("google", "gemini", { baseURL: server.googleUrl, apiKey: "g-key", ask: fetch })!,
    log,
  );
  await google.ofTexts(["Shipping is free.", "Pets are welcome."], never);
  await google.ofQuestion("Will I get my money back?");
  const seen = server.requests.map(({ path, key, model, taskType }) => [path, key, model, taskType].filter(Boolean).join(" "));
  expect([...new Set(seen)]).toEqual([
    "/v1/embeddings Bearer sk-e large",
    "/v1/embeddings nomic",
    "/v1beta/models/gemini:batchEmbedContents g-key gemini RETRIEVAL_QUERY",
    "/v1beta/models/gemini:batchEmbedContents g-key gemini RETRIEVAL_DOCUMENT",
    "/v1beta/models/gemini:embedContent g-key gemini RETRIEVAL_QUERY",
  ]);

  const embeddings = openWith({
    EMBEDDING_BASE_URL: server.url,
    EMBEDDING_MODEL: "small",
    MODEL_BASE_URL: server.url,
    MODEL_API_KEY: "sk-m",
  })!;
  await embeddings.ofQuestion("Will I get my money back?", ["small"]);
  expect(server.requests.at(-1)!.key).toBeUndefined();
});

test("a provider that is configured takes the place of the encoder, which is left out only by EMBEDDINGS=off", () => {
  const at = { EMBEDDING_BASE_URL: "http://127.0.0.1:9/v1" };
  const own = "universal-sentence-encoder-lite";
  expect(openWith({ ...at, EMBEDDING_MODEL: "small" })!.encoder.model).toBe("small");
  expect(openWith({ ...at, EMBEDDING_MODEL: "small", EMBEDDINGS: "off" })!.encoder.model).toBe("small");
  expect(openWith({})!.encoder.model).toBe(own);
  expect(openWith({ EMBEDDING_MODEL: "google/gemini" })!.encoder.model).toBe(own);
  expect(openWith({ EMBEDDINGS: "off" })).toBeNull();
});

test("texts go in batches; a number that is too much is halved once for all, and a text that is refused is left out alone", async () => {
  const encoder = open("small", { batchMax: 8 });
  const texts = Array.from({ length: 20 }, (_, index) => `Parcel ${index} is here.`);
  expect(await encoder.ofTexts(texts, never)).toHaveLength(20);
  const sizes = () => server.requests.splice(0).map((request) => request.texts.length);
  // The first two measure the model.
  expect(sizes().slice(2)).toEqual([8, 8, 4]);

  server.refused = "Parcel 13 ";
  const some = await encoder.ofTexts(texts, never);
  expect(some.flatMap((vector, index) => (vector ? [] : [index]))).toEqual([13]);
  server.refused = null;
  sizes();

  server.batchMax = 4;
  await encoder.ofTexts(texts, never);
  // 1: whether it is the texts that are refused, or the caller.
  expect(sizes()).toEqual([8, 1, 4, 4, 4, 4, 4]);
});

test("a rate limit is waited out for as long as it says, and one that says more ends the run", async () => {
  const encoder = open("small", { waitMsMax: 2_000 });
  await encoder.ofTexts(["Shipping is free."], never);
  server.script({ status: 429, headers: { "retry-after": "1" } }, null);
  const started = performance.now();
  expect(await encoder.ofTexts(["Pets are welcome."], never)).toHaveLength(1);
  expect(performance.now() - started).toBeGreaterThan(900);

  server.script({ status: 429, headers: { "retry-after": "60" } });
  await expect(encoder.ofTexts(["Pets are welcome."], never)).rejects.toThrow(EncoderRests);
  const asked = server.requests.length;
  expect(encoder.isResting()).toBe(true);
  await expect(encoder.ofTexts(["Pets are welcome."], never)).rejects.toThrow(EncoderRests);
  expect(server.requests).toHaveLength(asked);
  // Single questions still pass.
  expect(await encoder.ofQuestion("Can I bring my dog?")).not.toBeNull();
});

test("a provider that fails is left alone after three questions, and one of many tries it again after its rest", async () => {
  const encoder = open("small", { questionMs: 200, restMs: 300 });
  const ask = () => encoder.ofQuestion("Will I get my money back?");
  await encoder.ofTexts(["Shipping is free."], never);
  server.trouble = "stall";
  const before = server.requests.length;
  for (let index = 0; index < 10; index++) expect(await ask()).toBeNull();
  expect(server.requests.length - before).toBe(3);

  server.trouble = null;
  await expect.poll(async () => (await Promise.all([ask(), ask(), ask()])).filter(Boolean).length, { timeout: 10_000 }).toBe(1);
  await expect.poll(async () => (await ask())?.vector.length, { timeout: 10_000 }).toBe(40);
});

test("a wrong key, a cut connection and vectors that do not fit end in words", async () => {
  for (const trouble of [{ status: 401 }, { status: 500 }, "cut"] as const) {
    server.trouble = trouble;
    expect(await open().ofQuestion("Will I get my money back?")).toBeNull();
    await expect(open().ofTexts(["Shipping is free."], never)).rejects.toThrow(EncoderRests);
  }
  server.trouble = null;
  const encoder = open();
  expect(await encoder.ofQuestion("Will I get my money back?")).not.toBeNull();
  server.dimensionsOf = () => 12;
  expect(await encoder.ofQuestion("Will I get my money back?")).toBeNull();
});

test("a caller that stops waiting is not kept, and gets no vectors", async () => {
  server.trouble = "stall";
  const stopped = new AbortController();
  const waiting = open().ofTexts(["Shipping is free."], stopped.signal);
  await expect.poll(() => server.requests.length).toBe(1);
  stopped.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow("stopped");
});

test("what is near means the same for every model", async () => {
  const encoder = open();
  const cosine = (one: Float32Array, other: Float32Array) =>
    one.reduce((sum, value, at) => sum + value * other[at]!, 0) / (Math.hypot(...one) * Math.hypot(...other));
  const { vector, scale } = (await encoder.ofQuestion("Where is my money?"))!;
  const [same, other] = await encoder.ofTexts(["Refunds take a week.", "Pets are welcome."], never);
  const [near, far] = [same!, other!].map((one) => scale.offset + scale.factor * cosine(vector, one));
  // Among its own cosines both are above 0.4.
  expect(cosine(vector, other!)).toBeGreaterThan(0.4);
  expect(near).toBeGreaterThan(0.3);
  expect(far).toBeLessThan(0.2);
});
