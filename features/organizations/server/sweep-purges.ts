import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { purgeOrganization } from "./purge-organization.ts";

/**
 * Purges what is due, which a purge that was cut off still is, and for two hours comes back to what is purged: an act
 * that was under way at the time may have written something afterwards.
 */
export const sweepPurges = sweep({
  name: "organization.purge",
  cron: "*/5 * * * *",
  async run({ platform, log, signal }) {
    const begun = Date.now();
    const ids = await leaveTenant(platform, "which organizations are due to be purged").system(async ({ db }) => {
      const due = db
        .selectFrom("organizations")
        .select("id")
        .where("purge_at", "<=", sql<string>`now()`);
      const recent = db
        .selectFrom("purge_certificates")
        .select("organization_id as id")
        .where("finished_at", ">", sql<string>`now() - interval '2 hours'`);
      return (await due.union(recent).execute()).map(({ id }) => id);
    });
    for (const id of ids) {
      try {
        const { finished_at: finishedAt, ...purged } = await purgeOrganization(platform, id, "schedule", signal);
        if (finishedAt && Date.parse(finishedAt) >= begun) log.info(purged, "an organization is purged");
      } catch (error) {
        signal.throwIfAborted();
        log.error({ err: error, organization_id: id }, "an organization could not be purged; it is tried again");
      }
    }
  },
});
