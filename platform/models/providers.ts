import type { LanguageModel } from "ai";
import { z } from "zod";
import type { Env } from "../env.ts";
import { endpointFetch } from "./endpoint-fetch.ts";
import { endMarks, wholeStreamFetch } from "./whole-stream-fetch.ts";

export type Provider = {
  name: string;
  /** What the names of its models begin with; empty for the one that takes every other name. */
  prefix: string;
  /** Whether an id can be one of its models at all. */
  takes(id: string): boolean;
  open(id: string): LanguageModel;
  /** Asks the provider over the network. */
  list(signal: AbortSignal): Promise<string[]>;
};

/** Those that the environment has keys or addresses for; the one without a prefix comes last. */
export async function openProviders({ model }: Env): Promise<Provider[]> {
  const opened = await Promise.all([
    model.anthropicKey ? anthropic(model.anthropicKey) : null,
    model.googleKey ? google(model.googleKey) : null,
    model.ollamaUrl ? compatible("ollama", "ollama/", `${model.ollamaUrl.replace(/\/+$/, "").replace(/\/v1$/, "")}/v1`, undefined) : null,
    model.baseUrl ? compatible("openai-compatible", "", model.baseUrl.replace(/\/+$/, ""), model.apiKey) : null,
  ]);
  return opened.filter((provider) => provider !== null);
}

async function anthropic(apiKey: string): Promise<Provider> {
  const { createAnthropic } = await import("@ai-sdk/anthropic");
  const open = createAnthropic({ apiKey, fetch: wholeStreamFetch(endMarks.anthropic) });
  return {
    name: "anthropic",
    prefix: "anthropic/",
    takes: () => true,
    open: (id) => open(id),
    list: (signal) =>
      readIds("https://api.anthropic.com/v1/models?limit=1000", { "x-api-key": apiKey, "anthropic-version": "2023-06-01" }, signal),
  };
}

const GoogleList = z.object({
  models: z.array(z.object({ name: z.string(), supportedGenerationMethods: z.array(z.string()).default([]) })),
});

async function google(apiKey: string): Promise<Provider> {
  const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
  const open = createGoogleGenerativeAI({ apiKey, fetch: wholeStreamFetch(endMarks.google) });
  return {
    name: "google",
    prefix: "google/",
    // Its protocol puts the id into the path of the address, where no other character may stand.
    takes: (id) => /^[\w-]+(\.[\w-]+)*$/.test(id),
    open: (id) => open(id),
    async list(signal) {
      const url = "https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000";
      const { models } = GoogleList.parse(await readJson(url, { "x-goog-api-key": apiKey }, signal));
      return models
        .filter((entry) => entry.supportedGenerationMethods.includes("generateContent"))
        .map((entry) => entry.name.replace(/^models\//, ""));
    },
  };
}

async function compatible(name: string, prefix: string, baseURL: string, apiKey: string | undefined): Promise<Provider> {
  return {
    name,
    prefix,
    takes: () => true,
    open: await opener(name, baseURL, apiKey),
    list: (signal) => readIds(`${baseURL}/models`, apiKey ? { authorization: `Bearer ${apiKey}` } : {}, signal),
  };
}

/** OpenAI itself refuses some of what the others ask for (`max_tokens`, a temperature for models that think); its own adapter knows. */
async function opener(name: string, baseURL: string, apiKey: string | undefined): Promise<Provider["open"]> {
  if (new URL(baseURL).hostname === "api.openai.com") {
    const { createOpenAI } = await import("@ai-sdk/openai");
    const open = createOpenAI({ baseURL, apiKey, fetch: wholeStreamFetch(endMarks.openai) });
    return (id) => open.chat(id);
  }
  const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
  const open = createOpenAICompatible({ name, baseURL, apiKey, includeUsage: true, fetch: wholeStreamFetch(endMarks.openai) });
  return (id) => open(id);
}

const IdList = z.object({ data: z.array(z.object({ id: z.string() })) });

async function readIds(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<string[]> {
  return IdList.parse(await readJson(url, headers, signal)).data.map(({ id }) => id);
}

async function readJson(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<unknown> {
  const response = await endpointFetch(url, { headers, signal });
  if (!response.ok) throw new Error(`It answered ${response.status}.`);
  return response.json();
}
