import { expect, test } from "vitest";
import { readEnv } from "../env.ts";
import { createLog } from "../log.ts";
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
  });
  expect(models.default).toBe("house-model");
  expect(served(models.find("house-model"))).toEqual(["openai-compatible", "house-model"]);
  expect(served(models.find("anthropic/claude-x"))).toEqual(["anthropic", "claude-x"]);
  expect(served(models.find("google/gemini-x"))).toEqual(["google", "gemini-x"]);
  expect(served(models.find("ollama/llama3:8b"))).toEqual(["ollama", "llama3:8b"]);
  expect(served(models.find("meta/llama"))).toEqual(["openai-compatible", "meta/llama"]);
});

test("without its key a prefix is part of a name, which a router may know", async () => {
  const models = await open({ MODEL_BASE_URL: "http://127.0.0.1:8000/v1" });
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
