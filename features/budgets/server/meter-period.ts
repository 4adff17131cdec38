import { sql, type RawBuilder } from "kysely";
import { readPeriod } from "#features/usage/server/calendar.ts";
import { addMonths } from "#features/usage/server/days.ts";
import type { Range } from "#features/usage/server/range.ts";
import type { Db } from "#platform/database/transaction.ts";

/**
 * What a meter counts in: `from` belongs to it, `to` does not, and `range` are the sums that hold what was used in it.
 * From `monthly_from` on follow months, the calendar's where it is null.
 */
export type MeterPeriod = { from: string; to: string; monthly_from: string | null; range: Range };

/** The current period. */
export async function readMeterPeriod(db: Db, organizationId: string, monthlyFrom: string | null): Promise<MeterPeriod> {
  if (monthlyFrom !== null) return periodOfHours({ ...(await monthOf(db, monthlyFrom)), monthly_from: monthlyFrom });
  const { month, from, to } = await readPeriod(db, organizationId);
  return { from, to, monthly_from: null, range: { sums: "month", from: month, to: addMonths(month, 1) } };
}

/** One that begins and ends with hours of the organization's calendar. */
export const periodOfHours = (period: Omit<MeterPeriod, "range">): MeterPeriod => ({
  ...period,
  range: { sums: "hour", from: period.from, to: period.to },
});

/** Of months that begin on the 31st shorter ones begin on their last day, and the next one on the 31st again. */
async function monthOf(db: Db, monthlyFrom: string): Promise<{ from: string; to: string }> {
  const start = (month: RawBuilder<unknown>) =>
    sql`(${monthlyFrom}::timestamptz at time zone 'UTC' + make_interval(months => ${month})) at time zone 'UTC'`;
  const { rows } = await sql<{ from: string; to: string }>`
    select ${start(sql`n`)} as "from", ${start(sql`n + 1`)} as "to"
    from generate_series(0, 1200) as n where ${start(sql`n + 1`)} > now() order by n limit 1`.execute(db);
  return rows[0]!;
}
