import type { Answerer, AnswererKind } from "./answerer.ts";

/**
 * The first of the kinds, in their order, that answers for the agent.
 *
 * @throws Error where none does: the last of a list answers for every agent
 */
export function chooseAnswerer(
  kinds: readonly AnswererKind[],
  agent: Parameters<AnswererKind["answererOf"]>[0],
  machine: Parameters<AnswererKind["answererOf"]>[1],
): { kind: AnswererKind; answerer: Answerer } {
  for (const kind of kinds) {
    const answerer = kind.answererOf(agent, machine);
    if (answerer) return { kind, answerer };
  }
  throw new Error(`None of ${kinds.map(({ name }) => name).join(", ")} answers for the agent.`);
}
