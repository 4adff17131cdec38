import type { Db } from "#platform/database/transaction.ts";
import type { ModelRate } from "../../contract.ts";
import { defaultRates } from "./default-rates.ts";

/** What a model took, by its name. */
export type UsedTokens = { name: string; input: number; output: number };

/** Every rate that is known, the operator's in the place of those that come along. */
export async function readRates(db: Db): Promise<Map<string, ModelRate>> {
  const rows = await db.selectFrom("model_rates").select(["model", "input", "output"]).execute();
  const rates = new Map<string, ModelRate>();
  for (const [model, [input, output]] of Object.entries(defaultRates)) rates.set(model, { model, input, output, set_by: "default" });
  for (const { model, input, output } of rows)
    rates.set(model, { model, input: Number(input), output: Number(output), set_by: "operator" });
  return rates;
}

/**
 * What an answer cost, in millionths of a US dollar: one token at one dollar for a million is one. Null where one of the models has
 * no rate, since a part would read as the whole, and where no model was asked.
 */
export function costOf(rates: ReadonlyMap<string, ModelRate>, used: readonly UsedTokens[]): number | null {
  if (used.length === 0) return null;
  let micros = 0;
  for (const { name, input, output } of used) {
    const rate = rateOf(rates, name);
    if (!rate) return null;
    micros += input * rate.input + output * rate.output;
  }
  return Math.round(micros);
}

/** The same in US dollars. */
export const dollarsOf = (micros: number | string | null): number | null => (micros === null ? null : Number(micros) / 1_000_000);

/** By its name, by the name behind its provider's, or by the one of which it is a dated version. */
export function rateOf(rates: ReadonlyMap<string, ModelRate>, name: string): ModelRate | null {
  const bare = name.slice(name.lastIndexOf("/") + 1);
  const undated = bare.replace(/-(20\d{6}|20\d\d-\d\d-\d\d|latest)$/, "");
  return rates.get(name) ?? rates.get(bare) ?? rates.get(undated) ?? null;
}
