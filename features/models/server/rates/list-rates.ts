import { z } from "zod";
import { operation } from "#access/operation.ts";
import { ModelRates } from "../../contract.ts";
import { ratesAsOf } from "./default-rates.ts";
import { readRates } from "./rates.ts";

export const listRates = operation({
  name: "model_rate.list",
  summary:
    "What models cost, in US dollars for a million tokens: the rates that come along, with their date, and the operator's in their place.",
  scope: "operator",
  within: { everywhere: "rates of models are the installation's" },
  kind: "read",
  input: z.object({}),
  output: ModelRates,
  example: () => ({}),
  async run({ db }) {
    const rates = [...(await readRates(db)).values()];
    return { as_of: ratesAsOf, data: rates.toSorted((a, b) => (a.model < b.model ? -1 : 1)) };
  },
});
