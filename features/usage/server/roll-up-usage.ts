import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { rollUp } from "./roll-up.ts";
import { sumPending } from "./sum-pending.ts";

const actsPerStep = 5_000;

/** Brings the sums of every organization up to its ledger. Cut off, or run twice at once, it counts nothing twice. */
export const rollUpUsage = sweep({
  name: "usage.roll_up",
  cron: "* * * * *",
  run: (context) => sumPending(context, "usage_pending", (id) => rollUpOrganization(context.platform, id, context.signal)),
});

/** Adds up what an organization used until nothing is left that committed before this began. */
export async function rollUpOrganization(platform: Platform, organizationId: string, signal: AbortSignal): Promise<void> {
  let taken = actsPerStep;
  while (taken === actsPerStep) {
    signal.throwIfAborted();
    taken = await leaveTenant(platform, "usage is summed by hour, day and period").system(({ db }) =>
      rollUp(db, organizationId, actsPerStep),
    );
  }
}
