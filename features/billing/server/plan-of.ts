import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { PlanName } from "./plans.ts";
import { readTerms } from "./read-terms.ts";

/** For an operation's `available`: plans are sold here, through Stripe or by the operator himself. */
export const sellsPlans = ({ env }: Platform): boolean => env.billing !== "off";

/** The plan that an organization has now: Free where it pays for none, null where nothing is sold. */
export async function planOf(platform: Platform, db: Db, organizationId: string): Promise<PlanName | null> {
  return (await readTerms(platform, db, organizationId))?.plan ?? null;
}
