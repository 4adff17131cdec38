import type { EmbeddingModel } from "ai";
import type { Env } from "../env.ts";
import { endpointFetch } from "../models/endpoint-fetch.ts";
import { usualAddress, withoutV1, type ProviderKind, type Reach } from "../models/providers.ts";

/** A provider's model, and what is told it of a question or of a text beside the words. */
export type Endpoint = { open(): Promise<EmbeddingModel>; optionsOf(as: "question" | "text"): Record<string, Record<string, string>> };

/**
 * Where the model of a name is reached: `google/…` and `ollama/…` at those providers where they are configured, every other at the
 * OpenAI-compatible endpoint. Null where there is none.
 */
export function endpointOf(name: string, { embedding, model }: Pick<Env, "embedding" | "model">): Endpoint | null {
  const [provider, id = ""] = [name.slice(0, name.indexOf("/") + 1), name.slice(name.indexOf("/") + 1)];
  const ask = endpointFetch;
  if (provider === "google/" && model.googleKey)
    return openEndpoint("google", id, { baseURL: usualAddress.google, apiKey: model.googleKey, ask });
  if (provider === "ollama/" && model.ollamaUrl)
    return openEndpoint("compatible", id, { baseURL: `${withoutV1(model.ollamaUrl)}/v1`, apiKey: undefined, ask });
  const { baseUrl, apiKey } = embedding.baseUrl ? embedding : { ...model, apiKey: embedding.apiKey ?? model.apiKey };
  return baseUrl ? openEndpoint("compatible", name, { baseURL: baseUrl.replace(/\/+$/, ""), apiKey, ask }) : null;
}

type At = Pick<Reach, "baseURL" | "apiKey" | "ask">;

/** A model of a provider of this kind; null where the kind has none that embed. */
export const openEndpoint = (kind: ProviderKind, id: string, at: At): Endpoint | null => openers[kind]?.(id, at) ?? null;

/** Whether providers of a kind have models that embed. */
export const embeds = (kind: ProviderKind) => openers[kind] !== null;

const openers: Record<ProviderKind, ((id: string, at: At) => Endpoint) | null> = {
  openai: compatible,
  compatible,
  anthropic: null,
  google: (id, { baseURL, apiKey = "", ask }) => ({
    async open() {
      const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
      return createGoogleGenerativeAI({ apiKey, baseURL, fetch: ask }).embeddingModel(id);
    },
    optionsOf: (as) => ({ google: { taskType: as === "question" ? "RETRIEVAL_QUERY" : "RETRIEVAL_DOCUMENT" } }),
  }),
};

function compatible(id: string, { baseURL, apiKey, ask }: At): Endpoint {
  return {
    async open() {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      return createOpenAICompatible({ name: "embeddings", baseURL, apiKey, fetch: ask }).embeddingModel(id);
    },
    optionsOf: () => ({}),
  };
}
