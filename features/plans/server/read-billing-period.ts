import { sellerOf } from "#features/addresses/server/seller.ts";
import { readMeterPeriod, type MeterPeriod } from "#features/budgets/server/meter-period.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";

/** The period in which included answers count: as they are paid for, else the calendar's month. */
export async function readBillingPeriod(platform: Platform, db: Db, organizationId: string): Promise<MeterPeriod> {
  return (await sellerOf(platform)?.readPeriod(db, organizationId)) ?? readMeterPeriod(db, organizationId, null);
}
