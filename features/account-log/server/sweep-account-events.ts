import { sql } from "kysely";
import { inSteps } from "#access/in-steps.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { retentionDays } from "../contract.ts";

/** Deletes what is older than the log goes back. */
export const sweepAccountEvents = sweep({
  name: "account_event.sweep",
  cron: "17 3 * * *",
  async run({ platform, signal }) {
    await inSteps(signal, (rows) =>
      leaveTenant(platform, "entries of account logs that are too old are deleted").identity(({ db }) =>
        sql`delete from account_events where ctid = any (array(
          select ctid from account_events where created_at < now() - ${retentionDays} * interval '1 day' limit ${rows}))`.execute(db),
      ),
    );
  },
});
