import { leaveTenant } from "#access/leave-tenant.ts";
import { Page, PageQuery } from "#access/list.ts";
import { process } from "#access/operation.ts";
import { BillingDrift } from "#features/plans/contract.ts";
import { takesPayments } from "./stripe-of.ts";

export const listDrifts = process({
  name: "billing_drift.list",
  summary: "What the nightly comparison with Stripe found to differ, and whether it could mend it. Newest first.",
  scope: "operator",
  kind: "read",
  available: takesPayments,
  input: PageQuery,
  output: Page(BillingDrift),
  example: () => ({}),
  run: ({ platform }, { page, per_page }) =>
    leaveTenant(platform, "the operator reads where billing differed from Stripe").system(async ({ db }) => {
      const data = await db
        .selectFrom("billing_drifts")
        .selectAll()
        .orderBy("id", "desc")
        .limit(per_page)
        .offset((page - 1) * per_page)
        .execute();
      const { total } = await db
        .selectFrom("billing_drifts")
        .select(({ fn }) => fn.countAll<number>().as("total"))
        .executeTakeFirstOrThrow();
      return { data, total, page, per_page };
    }, "read"),
});
