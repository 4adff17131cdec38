import type { Selectable } from "kysely";
import { statusOf, type Status } from "#access/status.ts";
import type { Organizations } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";

/**
 * The organization that the operator is about to change, its row locked.
 * @throws AppError 404 where there is none
 */
export async function lockOrganization(db: Db, organizationId: string): Promise<Selectable<Organizations> & { status: Status }> {
  const row = await db.selectFrom("organizations").selectAll().where("id", "=", organizationId).forNoKeyUpdate().executeTakeFirst();
  if (!row) throw notFound("There is no organization with this id.");
  return { ...row, status: statusOf(row) };
}
