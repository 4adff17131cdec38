import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { saveSeats } from "./seats-of-day.ts";
import { dayOf, readPlanTerms, termOn } from "./plan-terms.ts";

/** Counts the seats of organizations that pay for them, every hour: the most of a day are charged. */
export const countSeatsOfDay = sweep({
  name: "billing.count_seats",
  cron: "7 * * * *",
  available: whereSoldBy("operator"),
  async run({ platform, log, signal }) {
    for (const id of await payers(platform)) {
      signal.throwIfAborted();
      try {
        await countToday(platform, id);
      } catch (error) {
        log.error({ err: error, organization_id: id }, "seats could not be counted; they are counted in an hour");
      }
    }
  },
});

function payers(platform: Platform): Promise<string[]> {
  return leaveTenant(platform, "which organizations have a plan that the operator charges").system(async ({ db }) => {
    const rows = await db.selectFrom("plan_terms").select("organization_id").distinct().where("price", "is not", null).execute();
    return rows.map(({ organization_id }) => organization_id);
  });
}

function countToday(platform: Platform, organizationId: string): Promise<void> {
  return leaveTenant(platform, "the seats of a day are counted").tenant(organizationId, async ({ db }) => {
    const today = await dayOf(db, organizationId);
    if (termOn(await readPlanTerms(db, organizationId), today)?.price) await saveSeats(db, organizationId, today);
  });
}
