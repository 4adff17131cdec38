import type { Words } from "./command.ts";
import { budgetKinds, limitedRecords } from "#features/budgets/contract.ts";

const kinds = [...budgetKinds, ...limitedRecords];

/** An option for each of what can be limited: `--answers`, `--input-tokens`, `--projects`. */
export const limitOptions: Record<string, { type: "string" }> = Object.fromEntries(
  kinds.map((kind) => [optionOf(kind), { type: "string" }]),
);

export const limitsUsage = `Options of limits: ${kinds.map((kind) => `--${optionOf(kind)} N`).join(", ")}; --clear ends all that are not named.`;

/**
 * What the options change: a number, or null for none.
 * @throws Error with the sentence to print
 */
export function readLimits(options: Words["options"]): Record<string, number | null> {
  return Object.fromEntries(
    kinds.flatMap((kind): [string, number | null][] => {
      const word = options[optionOf(kind)];
      if (word === undefined) return options.clear ? [[kind, null]] : [];
      if (word === "none") return [[kind, null]];
      if (typeof word !== "string" || !/^\d{1,15}$/.test(word)) throw new Error(`--${optionOf(kind)} takes a whole number, or none.`);
      return [[kind, Number(word)]];
    }),
  );
}

function optionOf(kind: string): string {
  return kind.replaceAll("_", "-");
}
