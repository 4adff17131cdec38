import type { Db } from "#platform/database/transaction.ts";
import type { ModelPrice } from "../../contract.ts";
import { defaultPrices } from "./default-prices.ts";

/** What a model took, by its name. */
export type UsedTokens = { name: string; input: number; output: number };

/** Every price that is known, the operator's in the place of those that come along. */
export async function readPrices(db: Db): Promise<Map<string, ModelPrice>> {
  const rows = await db.selectFrom("model_prices").select(["model", "input", "output"]).execute();
  const prices = new Map<string, ModelPrice>();
  for (const [model, [input, output]] of Object.entries(defaultPrices)) prices.set(model, { model, input, output, set_by: "default" });
  for (const { model, input, output } of rows)
    prices.set(model, { model, input: Number(input), output: Number(output), set_by: "operator" });
  return prices;
}

/**
 * What an answer cost, in millionths of a US dollar: one token at one dollar for a million is one. Null where one of the models has
 * no price, since a part would read as the whole, and where no model was asked.
 */
export function costOf(prices: ReadonlyMap<string, ModelPrice>, used: readonly UsedTokens[]): number | null {
  if (used.length === 0) return null;
  let micros = 0;
  for (const { name, input, output } of used) {
    const price = priceOf(prices, name);
    if (!price) return null;
    micros += input * price.input + output * price.output;
  }
  return Math.round(micros);
}

/** By its name, by the name behind its provider's, or by the one of which it is a dated version. */
export function priceOf(prices: ReadonlyMap<string, ModelPrice>, name: string): ModelPrice | null {
  const bare = name.slice(name.lastIndexOf("/") + 1);
  const undated = bare.replace(/-(20\d{6}|20\d\d-\d\d-\d\d|latest)$/, "");
  return prices.get(name) ?? prices.get(bare) ?? prices.get(undated) ?? null;
}
