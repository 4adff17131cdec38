import type { AnswererKind } from "./answerer.ts";
import { beginningsOf } from "./beginnings.ts";
import { builtInAnswerer } from "./built-in-answerer.ts";
import { modelAnswerer } from "./model-answerer.ts";

/** The agent's own model, else the installation's, which also answers for a name that is not offered. */
export const byModel: AnswererKind = {
  name: "model",
  costsTokens: true,
  answererOf(agent, { models, log }) {
    const own = agent.model_name === null ? null : models.find(agent.model_name);
    if (agent.model_name !== null && !own)
      log.info({ model: agent.model_name }, "an agent names a model that is not offered; the default answers");
    const model = own ?? (models.default === null ? null : models.find(models.default));
    return model && modelAnswerer(model, beginningsOf(models), log);
  },
};

/** Answers for every agent, without a model. */
export const builtIn: AnswererKind = { name: "built-in", costsTokens: false, answererOf: () => builtInAnswerer };
