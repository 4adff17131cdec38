import type { SeatsLeft } from "#features/invitations/server/seats.ts";
import { plans } from "./plans.ts";
import { readTerms } from "./read-terms.ts";

/** How many more members the organization's plan has room for; null where nothing is sold, or the plan has any number. */
export const seatsLeft: SeatsLeft = async (platform, db, organizationId) => {
  const terms = await readTerms(platform, db, organizationId);
  const max = terms && plans[terms.plan].seats.max;
  if (max === null) return null;
  const { count } = await db
    .selectFrom("memberships")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return Math.max(0, max - count);
};
