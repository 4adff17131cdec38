import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { whereSold } from "#features/addresses/server/seller.ts";
import type { Platform } from "#platform/platform.ts";
import { followEach, saveFirstCaps } from "./follow-plans.ts";

/** Where nothing is sold any more, takes away what plans left behind; once, when a worker starts. */
export const endPlans = sweep({
  name: "billing.end_plans",
  cron: null,
  atStart: true,
  available: (platform) => !whereSold(platform),
  async run(context) {
    await saveFirstCaps(context.platform);
    await followEach(context, await capped(context.platform));
  },
});

/** Every plan caps what is stored. */
function capped(platform: Platform): Promise<string[]> {
  return leaveTenant(platform, "which organizations have caps of a plan").system(async ({ db }) => {
    const rows = await db.selectFrom("budget_meters").select("organization_id").distinct().where("set_by", "=", "billing").execute();
    return rows.map(({ organization_id }) => organization_id);
  }, "read");
}
