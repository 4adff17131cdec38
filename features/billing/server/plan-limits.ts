import { sql } from "kysely";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { sellsPlans } from "#features/invoices/server/sells-plans.ts";
import { planOf } from "./plan-of.ts";
import { plans, type Plan } from "./plans.ts";

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

export async function countStoredBytes(db: Db, organizationId: string): Promise<number> {
  const { bytes } = await db
    .selectFrom("sources")
    .select(({ fn }) => fn.coalesce(fn.sum<number>("size_bytes"), sql<number>`0`).as("bytes"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return Number(bytes);
}

/**
 * Called before an agent is made, in its transaction: those who make one at once wait for each other.
 * @throws AppError `limit_reached`. Agents that are there stay, whatever the plan
 */
export const requireAgent = (platform: Platform, db: Db, organizationId: string) =>
  requireRoom(platform, db, organizationId, async (plan) => {
    if (plan.agents === null || (await countAgents(db, organizationId)) < plan.agents) return null;
    return `${plan.name} has ${plan.agents === 1 ? "one agent" : `${plan.agents} agents`}. An Owner can choose a higher plan under Billing.`;
  });

/** The same for files, of which so many bytes come in the open transaction. */
export const requireStorage = (platform: Platform, db: Db, organizationId: string, bytes: number) =>
  requireRoom(platform, db, organizationId, async (plan) => {
    if (bytes === 0 || (await countStoredBytes(db, organizationId)) + bytes <= plan.storage_bytes) return null;
    const gigabytes = plan.storage_bytes / 1e9;
    const room = gigabytes < 1 ? `${gigabytes * 1000} MB` : `${gigabytes} GB`;
    return `${plan.name} stores ${room}. Delete files that are not needed, or an Owner can choose a higher plan under Billing.`;
  });

async function requireRoom(platform: Platform, db: Db, organizationId: string, refusal: (plan: Plan) => Promise<string | null>) {
  if (!sellsPlans(platform)) return;
  await lockOrganization(db, organizationId);
  const name = await planOf(platform, db, organizationId);
  const sentence = name && (await refusal(plans[name]));
  if (sentence) throw new AppError("limit_reached", sentence);
}
