import { ModelPrices } from "#features/models/contract.ts";
import type { Command } from "./command.ts";
import { table } from "./words.ts";

export const pricesCommand: Command = {
  usage:
    "prices [MODEL INPUT OUTPUT]   what models cost, in US dollars for a million tokens; with a model and two numbers: sets it,\n                                  with a model and none: takes yours away",
  takes: [0, 3],
  async run(call, { named: [model, input, output] }) {
    if (model === undefined) return describePrices(await call("GET /model-prices", ModelPrices));
    const price = input === "none" && output === undefined ? null : { input: readPrice(input), output: readPrice(output) };
    return describePrices(await call("PUT /model-prices", ModelPrices, { model, price }));
  },
};

function readPrice(word: string | undefined): number {
  if (!/^\d+(\.\d+)?$/.test(word ?? ""))
    throw new Error("Give two prices such as 0.25 and 2, for a million tokens read and written, or none.");
  return Number(word);
}

function describePrices({ as_of, data }: ModelPrices): string {
  const rows = data.map(({ model, input, output, set_by }): [string, string] => [
    model,
    `$${input} read, $${output} written${set_by === "operator" ? ", set by you" : ""}`,
  ]);
  return `${table(rows)}\nPrices that you did not set are of ${as_of}.`;
}
