import type { AnswererKind } from "./answerer.ts";
import { beginningsOf } from "./beginnings.ts";
import { builtInAnswerer } from "./built-in-answerer.ts";
import { modelAnswerer } from "./model-answerer.ts";

/**
 * The agent's own model, else the installation's, which also answers for a name that is not offered; and the one that the agent
 * names for when that fails.
 */
export const byModel: AnswererKind = {
  name: "model",
  costsTokens: true,
  answererOf({ model_name, model_provider_id = null, fallback = null }, { models, log }) {
    const own = model_name === null ? null : models.find({ provider_id: model_provider_id, model_name });
    if (model_name !== null && !own) log.info({ model: model_name }, "an agent names a model that is not offered; the default answers");
    const spare = fallback && models.find(fallback);
    const first = own ?? models.default ?? spare;
    const second = fallback && spare && spare !== first ? { ...spare, afterMs: fallback.after_seconds * 1_000 } : null;
    return first && modelAnswerer({ first, second }, beginningsOf(models.installation), log);
  },
};

/** Answers for every agent, without a model. */
export const builtIn: AnswererKind = { name: "built-in", costsTokens: false, answererOf: () => builtInAnswerer };
