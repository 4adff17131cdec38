import { z } from "zod";
import type { Env } from "../env.ts";
import { endpointFetch } from "./endpoint-fetch.ts";
import type { OpenModel } from "./models.ts";
import { endMarks, wholeStreamFetch } from "./whole-stream-fetch.ts";

/** A model as its provider lists it, and what it is for. */
export type ListedModel = { id: string; answers: boolean; embeds: boolean };

export type Provider = {
  name: string;
  /** What the names of its models begin with; empty for the one that takes every other name. */
  prefix: string;
  /** Whether an id can be one of its models at all. */
  takes(id: string): boolean;
  open(id: string): OpenModel;
  /** Asks the provider over the network. */
  list(signal: AbortSignal): Promise<ListedModel[]>;
};

/** `openai`: OpenAI itself; `compatible`: whatever speaks its protocol. */
export const providerKinds = ["openai", "anthropic", "google", "compatible"] as const;
export type ProviderKind = (typeof providerKinds)[number];

/** Where a provider is reached unless somebody says otherwise. */
export const usualAddress: Record<Exclude<ProviderKind, "compatible">, string> = {
  openai: "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
};

/** `ask`: how its addresses are reached: the operator's as they are, those that tenants set through the connector. */
export type Reach = { name: string; prefix: string; baseURL: string; apiKey: string | undefined; ask: typeof fetch };

/** Those that the environment has keys or addresses for; the one without a prefix comes last. */
export async function openProviders({ model }: Env): Promise<Provider[]> {
  const ask = endpointFetch;
  const { anthropicKey, googleKey, ollamaUrl, baseUrl } = model;
  const opened = await Promise.all([
    anthropicKey &&
      openProvider("anthropic", { name: "anthropic", prefix: "anthropic/", baseURL: usualAddress.anthropic, apiKey: anthropicKey, ask }),
    googleKey && openProvider("google", { name: "google", prefix: "google/", baseURL: usualAddress.google, apiKey: googleKey, ask }),
    ollamaUrl &&
      openProvider("compatible", { name: "ollama", prefix: "ollama/", baseURL: `${withoutV1(ollamaUrl)}/v1`, apiKey: undefined, ask }),
    baseUrl &&
      openProvider(isOpenAi(baseUrl) ? "openai" : "compatible", {
        name: "openai-compatible",
        prefix: "",
        baseURL: withoutSlash(baseUrl),
        apiKey: model.apiKey,
        ask,
      }),
  ]);
  return opened.filter((provider) => typeof provider === "object");
}

export function openProvider(kind: ProviderKind, reach: Reach): Promise<Provider> {
  return openers[kind](reach);
}

/** OpenAI itself refuses some of what the others ask for (`max_tokens`, a temperature for models that think); its own adapter knows. */
const openers: Record<ProviderKind, (reach: Reach) => Promise<Provider>> = {
  async openai({ baseURL, apiKey, ask, ...names }) {
    const { createOpenAI } = await import("@ai-sdk/openai");
    const open = createOpenAI({ baseURL, apiKey: apiKey ?? "", fetch: wholeStreamFetch(endMarks.openai, ask) });
    return { ...names, takes: () => true, open: (id) => open.chat(id), list: listOpenAi({ baseURL, apiKey, ask }) };
  },

  async anthropic({ baseURL, apiKey = "", ask, ...names }) {
    const { createAnthropic } = await import("@ai-sdk/anthropic");
    const open = createAnthropic({ baseURL, apiKey, fetch: wholeStreamFetch(endMarks.anthropic, ask) });
    return {
      ...names,
      takes: () => true,
      open: (id) => open(id),
      async list(signal) {
        const headers = { "x-api-key": apiKey, "anthropic-version": "2023-06-01" };
        const { data } = IdList.parse(await readJson(ask, `${baseURL}/models?limit=1000`, headers, signal));
        return data.map(({ id }) => ({ id, answers: true, embeds: false }));
      },
    };
  },

  async google({ baseURL, apiKey = "", ask, ...names }) {
    const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
    const open = createGoogleGenerativeAI({ baseURL, apiKey, fetch: wholeStreamFetch(endMarks.google, ask) });
    return {
      ...names,
      // Its protocol puts the id into the path of the address, where no other character may stand.
      takes: (id) => /^[\w-]+(\.[\w-]+)*$/.test(id),
      open: (id) => open(id),
      async list(signal) {
        const { models } = GoogleList.parse(await readJson(ask, `${baseURL}/models?pageSize=1000`, { "x-goog-api-key": apiKey }, signal));
        return models.map(({ name, supportedGenerationMethods: does }) => ({
          id: name.replace(/^models\//, ""),
          answers: does.includes("generateContent"),
          embeds: does.includes("embedContent"),
        }));
      },
    };
  },

  async compatible({ baseURL, apiKey, ask, ...names }) {
    const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
    const open = createOpenAICompatible({
      name: names.name,
      baseURL,
      apiKey,
      includeUsage: true,
      fetch: wholeStreamFetch(endMarks.openai, ask),
    });
    return { ...names, takes: () => true, open: (id) => open(id), list: listOpenAi({ baseURL, apiKey, ask }) };
  },
};

const GoogleList = z.object({
  models: z.array(z.object({ name: z.string(), supportedGenerationMethods: z.array(z.string()).default([]) })),
});
const IdList = z.object({ data: z.array(z.object({ id: z.string() })) });

/** The protocol does not say what a model is for; those that embed say so in their names as a rule. */
function listOpenAi({ baseURL, apiKey, ask }: Pick<Reach, "baseURL" | "apiKey" | "ask">): Provider["list"] {
  return async (signal) => {
    const headers: Record<string, string> = apiKey ? { authorization: `Bearer ${apiKey}` } : {};
    const { data } = IdList.parse(await readJson(ask, `${baseURL}/models`, headers, signal));
    return data.map(({ id }) => ({ id, answers: true, embeds: embedsByName.test(id) }));
  };
}

const embedsByName = /embed|minilm|(^|[/_-])(bge|e5|gte)([._:-]|$)/i;

/** Answered, and not as it should have. `said`: what the provider gives as the reason. */
export class ProviderRefuses extends Error {
  readonly statusCode: number;
  readonly said: string | null;
  constructor(statusCode: number, said: string | null) {
    super(said ? `It answered ${statusCode}: ${said}` : `It answered ${statusCode}.`);
    this.statusCode = statusCode;
    this.said = said;
  }
}

async function readJson(ask: typeof fetch, url: string, headers: Record<string, string>, signal: AbortSignal): Promise<unknown> {
  const response = await ask(url, { headers, signal });
  if (response.ok) return response.json();
  throw new ProviderRefuses(response.status, reasonIn(await response.text().catch(() => "")));
}

const Reason = z.object({ error: z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]) });

/** All of them say why in the same place. */
function reasonIn(body: string): string | null {
  try {
    return Reason.parse(JSON.parse(body)).error;
  } catch {
    return null;
  }
}

const withoutSlash = (address: string) => address.replace(/\/+$/, "");
export const withoutV1 = (address: string) => withoutSlash(address).replace(/\/v1$/, "");
const isOpenAi = (address: string) => new URL(address).hostname === "api.openai.com";
