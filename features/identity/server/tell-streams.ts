import { sql } from "kysely";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";

/** After sessions of an account have ended: whatever they opened in any of its organizations asks again whether it may stay. */
export async function tellStreams(platform: Platform, userId: string): Promise<void> {
  const ids = await leaveTenant(platform, "in which organizations an account has streams").identity(
    ({ db }) => organizationIdsOf(db, userId),
    "read",
  );
  for (const id of ids) platform.changes.tell(id);
}

async function organizationIdsOf(db: Db, userId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from organizations_of(${userId}, '', null, 0, false)`.execute(db);
  return rows.map(({ id }) => id);
}
