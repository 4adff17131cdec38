import { notFound } from "#platform/errors.ts";
import type { Db } from "#platform/database/transaction.ts";
import { describeStatus, statusChangedAt } from "#features/organizations/server/describe-status.ts";
import type { OperatorOrganization } from "../contract.ts";
import { counts } from "./counts.ts";

/**
 * An organization as the operator sees it, read in a transaction of its own.
 * @throws AppError 404 where there is none
 */
export async function presentOrganization(db: Db, organizationId: string): Promise<OperatorOrganization> {
  const row = await db
    .selectFrom("organizations as o")
    .selectAll()
    .select(statusChangedAt)
    .select(counts)
    .where("id", "=", organizationId)
    .executeTakeFirst();
  if (!row) throw notFound("There is no organization with this id.");
  const owners = await db
    .selectFrom("memberships as m")
    .innerJoin("users as u", "u.id", "m.user_id")
    .select(["u.id", "u.email", "u.name"])
    .where("m.organization_id", "=", organizationId)
    .where("m.role", "=", "owner")
    .orderBy("m.id")
    .execute();
  return { ...row, ...describeStatus(row, row.changed_at), owners };
}
