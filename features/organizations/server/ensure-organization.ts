import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { defaultOrganizationName } from "./default-name.ts";

/**
 * Gives a user who is in no organization one of his own, named after his address; he is its Owner. Locks the user's
 * row, so simultaneous calls make exactly one.
 *
 * @returns the new organization's id, or null when the user has one already
 */
export async function ensureOrganization(platform: Platform, user: { id: string; email: string }): Promise<string | null> {
  const { rows } = await platform.database.identityPool.query({
    text: "select keep_one_organization($1, $2, $3, $4, $5) as id",
    values: [user.id, newId("org"), newId("mem"), newId("aud"), defaultOrganizationName(user.email)],
  });
  return rows[0].id;
}
