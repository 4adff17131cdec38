import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { PlanName } from "./plans.ts";
import { readTerms } from "./read-terms.ts";

/** The plan that an organization has now: Free where it pays for none, null where nothing is sold. */
export async function planOf(platform: Platform, db: Db, organizationId: string): Promise<PlanName | null> {
  return (await readTerms(platform, db, organizationId))?.plan ?? null;
}
