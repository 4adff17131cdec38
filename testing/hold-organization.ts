import { expect } from "vitest";
import type { TestApp } from "./app.ts";

/**
 * Holds the lock that every writer of memberships takes first, on the connection `database.admin`, until `release`. What
 * that connection does meanwhile commits with it.
 */
export async function holdOrganization(
  { database: { admin } }: TestApp,
  organizationId: string,
): Promise<{ untilWaiting(count: number): Promise<void>; release(): Promise<void> }> {
  await admin.query("begin");
  await admin.query("select from organizations where id = $1 for no key update", [organizationId]);
  const waiting = async () => {
    // Who waits is read once a transaction, unless one says that it is old.
    await admin.query("select pg_stat_clear_snapshot()");
    const { rows } = await admin.query(
      "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows[0].count;
  };
  return {
    async untilWaiting(count) {
      await expect.poll(waiting, { timeout: 20_000 }).toBe(count);
    },
    async release() {
      await admin.query("commit");
    },
  };
}
