import { sql } from "kysely";
import { periodOfHours, readMeterPeriod, type MeterPeriod } from "#features/budgets/server/meter-period.ts";
import { placesOf } from "#features/usage/server/calendar.ts";
import type { Db } from "#platform/database/transaction.ts";
import { isLive } from "./live.ts";

/**
 * The period in which answers of a subscription count: its own, in whole hours as they are sent to Stripe, where an hour
 * belongs to the period in which it begins. Else the calendar's month, of which Free counts nothing that was paid for.
 */
export async function readPeriod(db: Db, organizationId: string): Promise<MeterPeriod | null> {
  const row = await readSubscription(db, organizationId);
  if (!row) return null;
  const hourOf = async (instant: string) => (await placesOf(db, organizationId, [instant]))[0]!.hour;
  if (!isLive(row)) {
    const calendar = await readMeterPeriod(db, organizationId, null);
    const from = row.ended_at && (await hourOf(row.ended_at));
    return from && from > calendar.from && from < calendar.to ? periodOfHours({ from, to: calendar.to, monthly_from: null }) : calendar;
  }
  const nextHour = async (instant: string) => {
    const hour = await hourOf(instant);
    return hour === instant ? hour : new Date(Date.parse(hour) + hourMs).toISOString();
  };
  const now = new Date().toISOString();
  const first = await hourOf(row.started_at);
  const from = row.period_starts_at === row.started_at ? first : await nextHour(row.period_starts_at);
  const to = await nextHour(row.period_ends_at);
  // Stripe's message of the next period has not come yet.
  if (to <= now) return readMeterPeriod(db, organizationId, to);
  if (from <= now) return periodOfHours({ from, to, monthly_from: to });
  const before = await monthBefore(db, from);
  return periodOfHours({ from: before > first ? before : first, to: from, monthly_from: from });
}

const hourMs = 60 * 60_000;

function readSubscription(db: Db, organizationId: string) {
  return db
    .selectFrom("subscriptions")
    .select(["status", "started_at", "period_starts_at", "period_ends_at", "ended_at"])
    .where("organization_id", "=", organizationId)
    .executeTakeFirst();
}

async function monthBefore(db: Db, instant: string): Promise<string> {
  const { rows } = await sql<{ before: string }>`
    select (${instant}::timestamptz at time zone 'UTC' - interval '1 month') at time zone 'UTC' as before`.execute(db);
  return rows[0]!.before;
}
