import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { sumPending } from "#features/usage/server/sum-pending.ts";
import type { Platform } from "#platform/platform.ts";
import { sumUp } from "./sum-up.ts";

const quartersPerStep = 300;
const quarterMs = 15 * 60 * 1000;

/** Sums again what has changed in every organization, but for the quarter of an hour that is not over yet. */
export const sumUpAnalytics = sweep({
  name: "analytics.sum_up",
  cron: "* * * * *",
  run: (context) => sumPending(context, "analytics_pending", (id) => sumUpOrganization(context.platform, id, context.signal)),
});

/** @param until as in `sumUp` */
export async function sumUpOrganization(
  platform: Platform,
  organizationId: string,
  signal: AbortSignal,
  until = new Date(Date.now() - quarterMs),
): Promise<void> {
  let taken = quartersPerStep;
  while (taken === quartersPerStep) {
    signal.throwIfAborted();
    taken = await leaveTenant(platform, "what analytics shows is summed").system(({ db }) =>
      sumUp(db, organizationId, until, quartersPerStep),
    );
  }
}
