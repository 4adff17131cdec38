import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { rollUp } from "./roll-up.ts";

const actsPerStep = 5_000;

/** Brings the sums of every organization up to its ledger. Cut off, or run twice at once, it counts nothing twice. */
export const rollUpUsage = sweep({
  name: "usage.roll_up",
  cron: "* * * * *",
  async run({ platform, log, signal }) {
    for (const id of await readPendingOrganizations(platform)) {
      try {
        await rollUpOrganization(platform, id, signal);
      } catch (error) {
        signal.throwIfAborted();
        log.error({ err: error, organization_id: id }, "usage could not be summed; it is tried again");
      }
    }
  },
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

function readPendingOrganizations(platform: Platform): Promise<string[]> {
  return leaveTenant(platform, "in which organizations something was used").system(({ db }) => pendingOrganizations(db));
}

/** From one organization to the next by the index, however many rows each has. Of one that is gone, nothing is summed. */
async function pendingOrganizations(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive pending as (
      (select organization_id as id from usage_pending order by organization_id limit 1)
      union all
      select (select p.organization_id from usage_pending p where p.organization_id > pending.id order by p.organization_id limit 1)
      from pending where pending.id is not null
    )
    select id from pending join organizations using (id)`.execute(db);
  return rows.map(({ id }) => id);
}
