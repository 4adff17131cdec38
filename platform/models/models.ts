import type { LanguageModel } from "ai";

/** A model that can be asked at once. */
export type OpenModel = Exclude<LanguageModel, string>;

/** A model that may answer here, by the name an agent calls it. */
export type ModelEntry = { name: string; provider: string };

/** The language models of this installation; none at all where nothing is configured. */
export type Models = {
  /** The model of agents that name none, or none that is offered; null: there is none. */
  default: string | null;
  /**
   * The model of that name, if it is one that is offered: the default, what the configured providers list, and what
   * `MODELS_ALLOWED` names. `anthropic/…`, `google/…` and `ollama/…` are those providers' where they are configured, and
   * every other name is the OpenAI-compatible endpoint's.
   */
  find(name: string): OpenModel | null;
  /** Resolves once the providers were asked what they offer; `find` knows as much as they said. */
  ready(): Promise<void>;
  /** What is offered. A provider that does not answer in time adds what it listed last. */
  list(): Promise<ModelEntry[]>;
};
