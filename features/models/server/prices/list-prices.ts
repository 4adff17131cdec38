import { z } from "zod";
import { operation } from "#access/operation.ts";
import { ModelPrices } from "../../contract.ts";
import { pricesAsOf } from "./default-prices.ts";
import { readPrices } from "./prices.ts";

export const listPrices = operation({
  name: "model_price.list",
  summary:
    "What models cost, in US dollars for a million tokens: the prices that come along, with their date, and the operator's in their place.",
  scope: "operator",
  within: { everywhere: "prices of models are the installation's" },
  kind: "read",
  input: z.object({}),
  output: ModelPrices,
  example: () => ({}),
  async run({ db }) {
    const prices = [...(await readPrices(db)).values()];
    return { as_of: pricesAsOf, data: prices.toSorted((a, b) => (a.model < b.model ? -1 : 1)) };
  },
});
