import type { Db } from "#platform/database/transaction.ts";
import { ensureOneOrganization } from "./ensure-organization.ts";

/**
 * Ends memberships of an organization that is locked: the one way in which they end, be it by removal, leaving, the closing
 * of an account or the purge of the organization. API keys go with them by reference. Sessions and open streams reach no
 * further, as admission asks for the membership. People who are then in no organization get one of their own in the same
 * transaction, unless their account is closed.
 *
 * @throws the database's BC001, which is answered 409, for the last Owner
 */
export async function endMemberships(
  db: Db,
  organizationId: string,
  members: readonly { id: string; user: { id: string; email: string } }[],
): Promise<void> {
  const ids = members.map(({ id }) => id);
  await db
    .deleteFrom("memberships")
    .where("organization_id", "=", organizationId)
    .where((where) => where("id", "=", where.fn.any(where.val(ids))))
    .execute();
  for (const { user } of members) await ensureOneOrganization(db, user);
}
