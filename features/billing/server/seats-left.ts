import type { SeatsLeft } from "#features/members/server/invitations/seats.ts";
import { planOf } from "./plan-of.ts";
import { plans } from "./plans.ts";

/** How many more members the organization's plan has room for; null where nothing is sold, or the plan has any number. */
export const seatsLeft: SeatsLeft = async (platform, db, organizationId) => {
  const plan = await planOf(platform, db, organizationId);
  const max = plan && plans[plan].seats.max;
  if (max === null) return null;
  const { count } = await db
    .selectFrom("memberships")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return Math.max(0, max - count);
};
