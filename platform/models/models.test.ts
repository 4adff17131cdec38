import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { startModelServer } from "#testing/model-server.ts";
import { readEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { endpointFetch } from "./endpoint-fetch.ts";
import { openModels } from "./open.ts";

const open = (variables: Record<string, string>) => openModels(readEnv(variables, []), createLog("silent"));
/** Who serves a name, and under which id. */
const served = (model: unknown) => {
  const { provider, modelId } = model as { provider: string; modelId: string };
  return [provider.split(".")[0], modelId];
};

test("a prefix leads to its provider, every other name to the OpenAI-compatible endpoint", async () => {
  const models = await open({
    ANTHROPIC_API_KEY: "a",
    GOOGLE_GENERATIVE_AI_API_KEY: "g",
    OLLAMA_BASE_URL: "http://127.0.0.1:11434",
    MODEL_BASE_URL: "http://127.0.0.1:8000/v1",
    MODEL_NAME: "house-model",
    MODELS_ALLOWED: "anthropic/claude-x, google/gemini-x,ollama/llama3:8b, meta/llama",
  });
  expect(models.default).toBe("house-model");
  expect(served(models.find("house-model"))).toEqual(["openai-compatible", "house-model"]);
  expect(served(models.find("anthropic/claude-x"))).toEqual(["anthropic", "claude-x"]);
  expect(served(models.find("google/gemini-x"))).toEqual(["google", "gemini-x"]);
  expect(served(models.find("ollama/llama3:8b"))).toEqual(["ollama", "llama3:8b"]);
  expect(served(models.find("meta/llama"))).toEqual(["openai-compatible", "meta/llama"]);
});

test("without its key a prefix is part of a name, which a router may know", async () => {
  const models = await open({ MODEL_BASE_URL: "http://127.0.0.1:8000/v1", MODELS_ALLOWED: "anthropic/claude-x" });
  expect(models.default).toBeNull();
  expect(served(models.find("anthropic/claude-x"))).toEqual(["openai-compatible", "anthropic/claude-x"]);
});

test("OpenAI itself is spoken to by its own adapter", async () => {
  const models = await open({ MODEL_BASE_URL: "https://api.openai.com/v1", MODEL_API_KEY: "k", MODEL_NAME: "gpt" });
  expect(served(models.find("gpt"))).toEqual(["openai", "gpt"]);
});

test("with one key alone its models answer, and names of nobody are nobody's", async () => {
  const models = await open({ ANTHROPIC_API_KEY: "a", MODEL_NAME: "anthropic/claude-x" });
  expect(models.default).toBe("anthropic/claude-x");
  expect([models.find("house-model"), models.find("anthropic/")]).toEqual([null, null]);
  expect((await open({ MODEL_NAME: "house-model" })).default).toBeNull();
});

test("a provider that does not answer is left out of the list, which still holds the default", async () => {
  const models = await open({ MODEL_BASE_URL: "http://127.0.0.1:9/v1", MODEL_NAME: "house-model" });
  expect(await models.list()).toEqual([{ name: "house-model", provider: "openai-compatible" }]);
});

test("a model is one that is offered: the default, what the provider lists, and what MODELS_ALLOWED names", async () => {
  const server = await startModelServer();
  try {
    const models = await open({ MODEL_BASE_URL: server.url, MODEL_NAME: "house-model", MODELS_ALLOWED: "house-large" });
    expect(models.find("local-small")).toBeNull();
    await models.ready();
    const names = ["house-model", "house-large", "local-small", "local-large", "gpt-99", "../admin", "Local-small", ""];
    expect(names.filter((name) => models.find(name))).toEqual(["house-model", "house-large", "local-small", "local-large"]);
    expect((await models.list()).map(({ name }) => name)).toEqual(["house-model", "house-large", "local-small", "local-large"]);
  } finally {
    await server.close();
  }
});

test("no name that is more than a word reaches Google, whose protocol puts it into the address", async () => {
  const names = [
    "gemini-x/../../files",
    "../x",
    "a?b",
    "a#b",
    "a%2fb",
    "a b",
    "tunedModels/x",
    ".",
    "..",
    "a..b",
    "gemini-1.5-pro:generate",
  ];
  const allowed = [...names, "gemini-1.5-pro"].map((name) => `google/${name}`);
  const models = await open({ GOOGLE_GENERATIVE_AI_API_KEY: "g", MODELS_ALLOWED: allowed.join(",") });
  expect(allowed.filter((name) => models.find(name))).toEqual(["google/gemini-1.5-pro"]);
});

test("a redirect of an endpoint is followed neither for its list nor for an answer, and its key goes nowhere else", async () => {
  const elsewhere = await startRecorder((_request, response) => response.end("{}"));
  const endpoint = await startRecorder((request, response) =>
    response.writeHead(request.url?.endsWith("/models") ? 302 : 307, { location: `${elsewhere.url}${request.url}` }).end(),
  );
  try {
    const models = await open({ MODEL_BASE_URL: `${endpoint.url}/v1`, MODEL_NAME: "house-model", MODEL_API_KEY: "sk-secret" });
    expect(await models.list()).toEqual([{ name: "house-model", provider: "openai-compatible" }]);
    const { generateText } = await import("ai");
    const answer = generateText({ model: models.find("house-model")!, prompt: "Hello?", maxRetries: 0 });
    await expect(answer).rejects.toThrow("redirects to another address, which is not followed");
    expect(endpoint.requests).toEqual(["/v1/models", "/v1/chat/completions"]);
    expect(elsewhere.requests).toEqual([]);
  } finally {
    await Promise.all([endpoint.close(), elsewhere.close()]);
  }
});

test("an endpoint that sends more than an answer can be is left", async () => {
  const padded = JSON.stringify({ data: [{ id: "large" }], padding: "x".repeat(17 * 1024 * 1024) });
  const talkative = await startRecorder((_request, response) => response.setHeader("content-type", "application/json").end(padded));
  try {
    // Not by the list alone, which a slow machine leaves as well.
    const response = await endpointFetch(talkative.url);
    await expect(response.arrayBuffer().then(({ byteLength }) => byteLength)).rejects.toThrow("The endpoint sent more than");
    const models = await open({ MODEL_BASE_URL: talkative.url, MODEL_NAME: "house-model" });
    expect((await models.list()).map(({ name }) => name)).toEqual(["house-model"]);
  } finally {
    await talkative.close();
  }
});

/** A server that answers as it is told, and remembers what it was asked. */
async function startRecorder(answer: RequestListener): Promise<{ url: string; requests: (string | undefined)[]; close(): Promise<void> }> {
  const requests: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
