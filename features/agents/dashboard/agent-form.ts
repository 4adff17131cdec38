import { z } from "zod";
import { CreateAgent, type Agent } from "../contract.ts";

const { name, instructions, greeting, model_name, temperature, allowed_origins } = CreateAgent.shape;

/** Everything of an agent that its page changes, all of it sent at once. */
export const AgentForm = z.object({
  name,
  instructions: instructions.unwrap(),
  greeting: greeting.unwrap(),
  model_name,
  temperature,
  allowed_origins: allowed_origins.unwrap(),
});
export type AgentValues = z.input<typeof AgentForm>;
export type AgentResult = z.output<typeof AgentForm>;

export function valuesOf({ name, instructions, greeting, model_name, temperature, allowed_origins }: Agent): AgentValues {
  return { name, instructions, greeting, model_name, temperature, allowed_origins };
}
