import type { LanguageModel } from "ai";

/** A model that may answer here, by the name an agent calls it. */
export type ModelEntry = { name: string; provider: string };

/** The language models of this installation; none at all where nothing is configured. */
export type Models = {
  /** What whoever names no model gets; null: there is none. */
  default: string | null;
  /** `anthropic/…`, `google/…` and `ollama/…` where those are configured, else the OpenAI-compatible endpoint; null: nobody serves it. */
  find(name: string): LanguageModel | null;
  /** What the configured providers offer. One that does not answer in time is left out; the default is always in it. */
  list(): Promise<ModelEntry[]>;
};
