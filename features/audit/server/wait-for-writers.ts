import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";

const lookEveryMs = 250;
/** For a server whose clock is set back a little: an hour is left alone until this long after its end. */
const clockStepMs = 60_000;

/**
 * Waits until no transaction runs that could still write an entry of an hour that is over. An entry's time is read when
 * its transaction has a number; this reads the clock first and takes a number of its own then, so that whatever was
 * written before that moment has a smaller one. Blocks nobody.
 *
 * @param waitMs how long to wait for transactions that are under way
 * @returns the time before which no entry will appear any more, as ISO 8601; null where one outlasted the wait
 */
export async function waitForWriters(platform: Platform, waitMs: number, signal: AbortSignal): Promise<string | null> {
  const { until, number } = await leaveTenant(platform, "which hours of the audit logs are over").system(async ({ db }) => {
    const clock = await sql<{ now: string }>`select clock_timestamp() as now`.execute(db);
    const own = await sql<{ number: string }>`select pg_current_xact_id()::text as number`.execute(db);
    return { until: new Date(Date.parse(clock.rows[0]!.now) - clockStepMs).toISOString(), number: own.rows[0]!.number };
  });
  const giveUpAt = Date.now() + waitMs;
  while (!(await isPast(platform, number))) {
    if (Date.now() >= giveUpAt) return null;
    await sleep(lookEveryMs, undefined, { signal });
  }
  return until;
}

async function isPast(platform: Platform, number: string): Promise<boolean> {
  const { rows } = await leaveTenant(platform, "whether writers of the audit logs are done").system(({ db }) =>
    sql<{ past: boolean }>`select pg_snapshot_xmin(pg_current_snapshot()) > ${number}::text::xid8 as past`.execute(db),
  );
  return rows[0]!.past;
}
