import { removeOldKeys } from "#access/idempotency.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";

/** Answers and keys are kept for 24 hours; a request repeated later than that is a new one. */
export const sweepIdempotencyKeys = sweep({
  name: "idempotency_key.sweep",
  cron: "17 * * * *",
  async run({ platform }) {
    const before = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString();
    await leaveTenant(platform, "Idempotency keys end after 24 hours").system(({ db }) => removeOldKeys(db, before));
  },
});
