import { sql } from "kysely";
import { sellsPlans } from "./sells-plans.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { plans } from "./plans.ts";
import { readTerms } from "./read-terms.ts";

/** People in an organization and those who are asked to join. */
export async function countSeats(db: Db, organizationId: string): Promise<number> {
  const { rows } = await sql<{ members: number; invited: number }>`select
    (select count(*) from memberships where organization_id = ${organizationId}) as members,
    (select count(*) from invitations where organization_id = ${organizationId} and accepted_at is null and revoked_at is null
      and (expires_at is null or expires_at > now())) as invited`.execute(db);
  return rows[0]!.members + rows[0]!.invited;
}

export async function countAgents(db: Db, organizationId: string): Promise<number> {
  const { count } = await db
    .selectFrom("agents")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Called before an agent is made, in its transaction: those who make one at once wait for each other.
 * @throws AppError `limit_reached`. Agents that are there stay, whatever the plan
 */
export async function requireAgent(platform: Platform, db: Db, organizationId: string): Promise<void> {
  if (!sellsPlans(platform)) return;
  await lockOrganization(db, organizationId);
  const terms = await readTerms(platform, db, organizationId);
  if (!terms) return;
  const { name, agents } = plans[terms.plan];
  if (agents === null || (await countAgents(db, organizationId)) < agents) return;
  const some = agents === 1 ? "one agent" : `${agents} agents`;
  throw new AppError("limit_reached", `${name} has ${some}. Under Billing, an Owner can see how to get more.`);
}
