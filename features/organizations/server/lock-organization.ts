import type { Selectable } from "kysely";
import type { Organizations } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";

/**
 * Comes first in whatever must not happen twice at once in an organization: changes of it, of its memberships, its
 * address, its phone numbers. They wait for each other here, in the order in which `keep_an_owner` locks too.
 *
 * @returns the organization as it is while the lock is held
 * @throws AppError 404 where it is gone
 */
export async function lockOrganization(db: Db, organizationId: string): Promise<Selectable<Organizations>> {
  const row = await lockIfThere(db, organizationId);
  if (!row) throw notFound("There is no organization with this id.");
  return row;
}

/** The same for callers that can continue without it: undefined where it is gone. */
export function lockIfThere(db: Db, organizationId: string): Promise<Selectable<Organizations> | undefined> {
  return db.selectFrom("organizations").selectAll().where("id", "=", organizationId).forNoKeyUpdate().executeTakeFirst();
}
