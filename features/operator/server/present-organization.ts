import { ownersOf } from "#access/owners.ts";
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
  const owners = (await ownersOf(db, organizationId)).map(({ id, email, name }) => ({ id, email, name }));
  return { ...row, ...describeStatus(row, row.changed_at), owners };
}
