import type { Answerer, AnswererKind, Question } from "#features/answering/server/answerer.ts";
import { builtIn, byModel } from "#features/answering/server/answerer-kinds.ts";
import { chooseAnswerer } from "#features/answering/server/choose-answerer.ts";

type Machine = Parameters<AnswererKind["answererOf"]>[1];

/** Who answers a check, as its agent would answer visitors; without an agent, the built-in answerer. */
export function answererOf(agent: Question["agent"] | null, machine: Machine): { kind: AnswererKind; answerer: Answerer } {
  return agent
    ? chooseAnswerer([byModel, builtIn], agent, machine)
    : chooseAnswerer([builtIn], { name: "", instructions: "", model_name: null, temperature: null }, machine);
}
