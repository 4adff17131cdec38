import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { ModelRates, SetModelRate } from "../../contract.ts";
import { ratesAsOf } from "./default-rates.ts";
import { readRates } from "./rates.ts";

export const setRate = operation({
  name: "model_rate.set",
  summary: "Sets what a model costs from now on; null takes the operator's rate away. What was answered keeps the rate of its day.",
  scope: "operator",
  within: { everywhere: "rates of models are the installation's" },
  kind: "write",
  says: null,
  input: SetModelRate,
  output: ModelRates,
  example: () => ({ input: { model: "house-large", rate: { input: 0.5, output: 1.5 } } }),
  async run({ db, auditIn }, { model, rate }) {
    if (rate === null) await db.deleteFrom("model_rates").where("model", "=", model).execute();
    else
      await db
        .insertInto("model_rates")
        .values({ model, ...rate })
        .onConflict((clash) => clash.column("model").doUpdateSet({ ...rate, updated_at: sql`now()` }))
        .execute();
    auditIn(null);
    const rates = [...(await readRates(db)).values()];
    return { as_of: ratesAsOf, data: rates.toSorted((a, b) => (a.model < b.model ? -1 : 1)) };
  },
});
