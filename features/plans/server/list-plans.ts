import { whereSold } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Plan } from "../contract.ts";
import { currencies, planNames, plans } from "./plans.ts";

export const listPlans = operation({
  name: "plan.list",
  summary: "The plans and what each costs in a month, in minor units of the currency.",
  scope: "organization",
  kind: "read",
  permission: "billing:read",
  available: whereSold,
  input: z.object({}),
  output: z.object({ data: z.array(Plan) }),
  example: () => ({}),
  async run({ db, organization }) {
    const account = await db
      .selectFrom("billing_accounts")
      .select("trial_used_at")
      .where("organization_id", "=", organization.id)
      .executeTakeFirst();
    const data = planNames.map((plan) => {
      const { prices, trial_days, ...rest } = plans[plan];
      const priced = prices && currencies.map((currency) => ({ currency, ...prices[currency] }));
      return { plan, ...rest, trial_days: account?.trial_used_at ? 0 : trial_days, prices: priced };
    });
    return { data };
  },
});
