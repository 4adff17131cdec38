import { sql } from "kysely";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { wordsOf } from "#platform/search/words.ts";
import { defaultOrganizationName } from "./default-name.ts";

/**
 * Gives a user who is in no organization one of their own, named after their address; they are its Owner. Locks the
 * user's row, so simultaneous calls make exactly one.
 *
 * @returns the new organization's id, or null when the user has one already
 */
export function ensureOrganization(platform: Platform, user: { id: string; email: string }): Promise<string | null> {
  return leaveTenant(platform, "an account without an organization gets one of its own").identity(({ db }) =>
    ensureOneOrganization(db, user),
  );
}

/** The same in the open transaction that took the user out of an organization. */
export async function ensureOneOrganization(db: Db, user: { id: string; email: string }): Promise<string | null> {
  const name = defaultOrganizationName(user.email);
  const words = wordsOf(user.email, "organization.create", name);
  const { rows } = await sql<{ id: string | null }>`
    select keep_one_organization(${user.id}, ${newId("org")}, ${newId("mem")}, ${newId("aud")}, ${name}, ${words}::text[]) as id`.execute(
    db,
  );
  return rows[0]?.id ?? null;
}
