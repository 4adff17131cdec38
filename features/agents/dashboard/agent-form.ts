import { z } from "zod";
import { CreateAgent, type Agent } from "../contract.ts";

const { name, instructions, greeting, model_name, model_provider_id, fallback, temperature, ...others } = CreateAgent.shape;
const { allowed_origins, allow_web_views, hands_over } = others;

/** Everything of an agent that its page changes, all of it sent at once. */
export const AgentForm = z.object({
  name,
  instructions: instructions.unwrap(),
  greeting: greeting.unwrap(),
  model_name,
  model_provider_id,
  fallback,
  temperature,
  allowed_origins: allowed_origins.unwrap(),
  allow_web_views: allow_web_views.unwrap(),
  hands_over: hands_over.unwrap(),
});
export type AgentValues = z.input<typeof AgentForm>;
export type AgentResult = z.output<typeof AgentForm>;

export function valuesOf({
  name,
  instructions,
  greeting,
  model_name,
  model_provider_id,
  fallback,
  temperature,
  ...rest
}: Agent): AgentValues {
  const { allowed_origins, allow_web_views, hands_over } = rest;
  return {
    name,
    instructions,
    greeting,
    model_name,
    model_provider_id,
    fallback,
    temperature,
    allowed_origins,
    allow_web_views,
    hands_over,
  };
}
