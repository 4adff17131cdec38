import { ModelRates } from "#features/models/contract.ts";
import type { Command } from "./command.ts";
import { table } from "./words.ts";

export const ratesCommand: Command = {
  usage:
    "rates [MODEL INPUT OUTPUT]   what models cost, in US dollars for a million tokens; with a model and two numbers: sets it,\n                                  with a model and none: takes yours away",
  takes: [0, 3],
  async run(call, { named: [model, input, output] }) {
    if (model === undefined) return describeRates(await call("GET /model-rates", ModelRates));
    const rate = input === "none" && output === undefined ? null : { input: readRate(input), output: readRate(output) };
    return describeRates(await call("PUT /model-rates", ModelRates, { model, rate }));
  },
};

function readRate(word: string | undefined): number {
  if (!/^\d+(\.\d+)?$/.test(word ?? ""))
    throw new Error("Give two rates such as 0.25 and 2, for a million tokens read and written, or none.");
  return Number(word);
}

function describeRates({ as_of, data }: ModelRates): string {
  const rows = data.map(({ model, input, output, set_by }): [string, string] => [
    model,
    `$${input} read, $${output} written${set_by === "operator" ? ", set by you" : ""}`,
  ]);
  return `${table(rows)}\nRates that you did not set are of ${as_of}.`;
}
