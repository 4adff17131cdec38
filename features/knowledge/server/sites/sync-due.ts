import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { startReading } from "../start-reading.ts";
import { tellSourceChanged } from "../tell-source.ts";

/** So many begin at a time; the rest has its turn a few minutes later. */
const atOnce = 200;

/** Has sites read again whose time has come. */
export const syncDue = sweep({
  name: "source.sync_due",
  cron: "*/5 * * * *",
  async run({ platform, signal }) {
    const due = await leaveTenant(platform, "which websites are to be read again").system(
      ({ db }) =>
        db
          .selectFrom("sites")
          .innerJoin("sources", (join) =>
            join.onRef("sources.organization_id", "=", "sites.organization_id").onRef("sources.id", "=", "sites.source_id"),
          )
          .selectAll("sources")
          .where("sites.next_sync_at", "<=", new Date() as never)
          .where("sources.status", "in", ["synced", "failed"])
          .orderBy("sites.next_sync_at")
          .limit(atOnce)
          .execute(),
      "read",
    );
    for (const source of due) {
      signal.throwIfAborted();
      const act = { name: "source.sync_due", says: null };
      const { transaction } = leaveTenant(platform, "websites are read again in the name of nobody").act({
        organizationId: source.organization_id,
        act,
      });
      await transaction(async (open) => {
        if (await startReading(open, source)) await tellSourceChanged(open, source);
      });
    }
  },
});
