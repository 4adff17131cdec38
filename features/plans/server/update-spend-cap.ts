import { whereSold } from "#features/addresses/server/seller.ts";
import { operation } from "#access/operation.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { SpendCap, Subscription } from "../contract.ts";
import { followPlan } from "./follow-plan.ts";
import { presentSubscription } from "./present-subscription.ts";
import { readTerms } from "./read-terms.ts";

export const updateSpendCap = operation({
  name: "subscription.update_spend_cap",
  summary:
    "Sets what answers beyond the included ones may cost at most in a period, in minor units of the currency. Null: no cap; 0: none beyond.",
  scope: "organization",
  kind: "write",
  says: ({ after }) =>
    typeof after?.spend_cap === "number"
      ? `capped what answers beyond the included ones may cost at ${(after.spend_cap / 100).toFixed(2)} ${String(after.currency).toUpperCase()}`
      : "took away the cap on what answers beyond the included ones may cost",
  permission: "billing:update",
  available: whereSold,
  input: SpendCap,
  output: Subscription,
  example: () => ({ input: { spend_cap: 5_000 } }),
  async run({ platform, db, organization: { id }, audit, send }, { spend_cap }) {
    const { name } = await lockOrganization(db, id);
    const before = await readTerms(platform, db, id);
    await db
      .insertInto("billing_accounts")
      .values({ organization_id: id, spend_cap })
      .onConflict((clash) => clash.column("organization_id").doUpdateSet({ spend_cap }))
      .execute();
    await followPlan({ db, send }, platform, id);
    const { spendCap: was = null, currency } = before ?? {};
    const target = { type: "subscription", id, label: name };
    audit(was === spend_cap ? null : { target, before: { spend_cap: was, currency }, after: { spend_cap, currency } });
    return presentSubscription(platform, db, id);
  },
});
