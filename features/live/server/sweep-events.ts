import { inSteps } from "#access/in-steps.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { removeOldEvents } from "#platform/live/log.ts";

/** Those that no cursor leads to any more, and those of a database that this one was restored from. */
export const sweepEvents = sweep({
  name: "event.sweep",
  cron: "17 * * * *",
  atStart: true,
  async run({ platform, signal }) {
    await inSteps(signal, (rows) =>
      leaveTenant(platform, "events older than a day are no longer kept").system(({ db }) => removeOldEvents(db, rows)),
    );
  },
});
