import type { EmbeddingModel } from "ai";
import type { Env } from "../env.ts";
import { endpointFetch } from "../models/endpoint-fetch.ts";

/** A provider's model, and what is told it of a question or of a text beside the words. */
export type Endpoint = { open(): Promise<EmbeddingModel>; optionsOf(as: "question" | "text"): Record<string, Record<string, string>> };

/**
 * Where the model of a name is reached: `google/…` and `ollama/…` at those providers where they are configured, every other at the
 * OpenAI-compatible endpoint. Null where there is none.
 */
export function endpointOf(name: string, { embedding, model }: Pick<Env, "embedding" | "model">): Endpoint | null {
  const [provider, id = ""] = [name.slice(0, name.indexOf("/") + 1), name.slice(name.indexOf("/") + 1)];
  if (provider === "google/" && model.googleKey) return googleEndpoint(id, model.googleKey);
  if (provider === "ollama/" && model.ollamaUrl)
    return compatibleEndpoint(id, `${model.ollamaUrl.replace(/\/+$/, "").replace(/\/v1$/, "")}/v1`);
  const { baseUrl, apiKey } = embedding.baseUrl ? embedding : { ...model, apiKey: embedding.apiKey ?? model.apiKey };
  return baseUrl ? compatibleEndpoint(name, baseUrl.replace(/\/+$/, ""), apiKey) : null;
}

/** @param baseURL tests have one of their own */
export function googleEndpoint(id: string, apiKey: string, baseURL?: string): Endpoint {
  return {
    async open() {
      const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
      return createGoogleGenerativeAI({ apiKey, fetch: endpointFetch, ...(baseURL && { baseURL }) }).embeddingModel(id);
    },
    optionsOf: (as) => ({ google: { taskType: as === "question" ? "RETRIEVAL_QUERY" : "RETRIEVAL_DOCUMENT" } }),
  };
}

function compatibleEndpoint(id: string, baseURL: string, apiKey?: string): Endpoint {
  return {
    async open() {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      return createOpenAICompatible({ name: "embeddings", baseURL, apiKey, fetch: endpointFetch }).embeddingModel(id);
    },
    optionsOf: () => ({}),
  };
}
