import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { ModelPrices, SetModelPrice } from "../../contract.ts";
import { pricesAsOf } from "./default-prices.ts";
import { readPrices } from "./prices.ts";

export const setPrice = operation({
  name: "model_price.set",
  summary: "Sets what a model costs from now on; null takes the operator's price away. What was answered keeps the price of its day.",
  scope: "operator",
  within: { everywhere: "prices of models are the installation's" },
  kind: "write",
  says: null,
  input: SetModelPrice,
  output: ModelPrices,
  example: () => ({ input: { model: "house-large", price: { input: 0.5, output: 1.5 } } }),
  async run({ db, auditIn }, { model, price }) {
    if (price === null) await db.deleteFrom("model_prices").where("model", "=", model).execute();
    else
      await db
        .insertInto("model_prices")
        .values({ model, ...price })
        .onConflict((clash) => clash.column("model").doUpdateSet({ ...price, updated_at: sql`now()` }))
        .execute();
    auditIn(null);
    const prices = [...(await readPrices(db)).values()];
    return { as_of: pricesAsOf, data: prices.toSorted((a, b) => (a.model < b.model ? -1 : 1)) };
  },
});
