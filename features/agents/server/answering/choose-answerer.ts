import type { Logger } from "#platform/log.ts";
import type { Models } from "#platform/models/models.ts";
import type { Answerer } from "./answerer.ts";
import { builtInAnswerer } from "./built-in-answerer.ts";
import { modelAnswerer } from "./model-answerer.ts";

/**
 * The agent's own model, else the installation's, else the built-in answerer, which also stands in for a model whose
 * provider is no longer configured: an agent always answers.
 */
export function chooseAnswerer(models: Models, agent: { model_name: string | null }, log: Logger): Answerer {
  const name = agent.model_name ?? models.default;
  if (name === null) return builtInAnswerer;
  const model = models.find(name);
  if (model) return modelAnswerer(model, log);
  log.warn({ model: name }, "no configured provider serves this model; the built-in answerer answers");
  return builtInAnswerer;
}
