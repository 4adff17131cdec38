import type { LanguageModel } from "ai";
import type { Models } from "#platform/models/models.ts";

/** How the text of a model begins. Some begin within thoughts, of which only the end is marked; which do, their text alone says. */
export type Beginning = "unknown" | "answer" | "thoughts";

/** What the models of an installation were seen to do, as long as it runs. */
export type Beginnings = { of(model: LanguageModel): Beginning; learn(model: LanguageModel, beginning: Beginning): void };

export function beginningsOf(models: Models): Beginnings {
  const known = ofModels.get(models) ?? createBeginnings();
  ofModels.set(models, known);
  return known;
}

const ofModels = new WeakMap<Models, Beginnings>();

function createBeginnings(): Beginnings {
  const seen = new Map<string, Beginning>();
  return {
    of: (model) => seen.get(nameOf(model)) ?? (mayBeginInThoughts(model) ? "unknown" : "answer"),
    learn(model, beginning) {
      // An answer that says nothing of it does not undo what another has said meanwhile.
      if (beginning !== "unknown") seen.set(nameOf(model), beginning);
    },
  };
}

const nameOf = (model: LanguageModel) => (typeof model === "string" ? model : `${model.provider} ${model.modelId}`);

/** The protocols of the large providers keep thoughts apart; what stands behind a compatible endpoint, nobody knows. */
const mayBeginInThoughts = (model: LanguageModel) => typeof model !== "string" && /^(openai-compatible|ollama)\b/.test(model.provider);
