import { sql } from "kysely";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";

/** After sessions of an account have ended: whatever they opened in any of its organizations is asked whether it may stay. */
export function tellStreams(platform: Platform, userId: string): Promise<void> {
  return leaveTenant(platform, "in which organizations an account has streams").identity(
    ({ db }) => sessionsEnded(platform, db, userId),
    "read",
  );
}

/** The same in the transaction that ends them. @param db of the identity scope */
export async function sessionsEnded(platform: Platform, db: Db, userId: string): Promise<void> {
  const event = { name: "session.end", target: null, change: "deleted", within: {}, changed: [], rights: true } as const;
  const at = new Date().toISOString();
  for (const organization_id of await organizationIdsOf(db, userId)) await platform.events.pass(db, { ...event, organization_id, at });
}

async function organizationIdsOf(db: Db, userId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from organizations_of(${userId}, '', null, 0, false)`.execute(db);
  return rows.map(({ id }) => id);
}
