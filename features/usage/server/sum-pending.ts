import { sql } from "kysely";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { TableName } from "#access/tables.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Logger } from "#platform/log.ts";
import type { Platform } from "#platform/platform.ts";

type Swept = { platform: Platform; log: Logger; signal: AbortSignal };

/** Brings the sums of every organization that `pending` lists up to date; one that cannot be summed holds no other up. */
export async function sumPending(
  { platform, log, signal }: Swept,
  pending: TableName & `${string}_pending`,
  sumUp: (organizationId: string) => Promise<void>,
): Promise<void> {
  const ids = await leaveTenant(platform, "which organizations have something to be summed").system(({ db }) =>
    listOrganizations(db, pending),
  );
  for (const id of ids) {
    try {
      await sumUp(id);
    } catch (error) {
      signal.throwIfAborted();
      log.error({ err: error, organization_id: id, pending }, "sums could not be brought up to date; it is tried again");
    }
  }
}

/** From one organization to the next by the index, however many rows each has. Of one that is gone, nothing is summed. */
async function listOrganizations(db: Db, pending: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive pending as (
      (select organization_id as id from ${sql.table(pending)} order by organization_id limit 1)
      union all
      select (select p.organization_id from ${sql.table(pending)} p where p.organization_id > pending.id order by p.organization_id limit 1)
      from pending where pending.id is not null
    )
    select id from pending join organizations using (id)`.execute(db);
  return rows.map(({ id }) => id);
}
