import { isBuiltIn, nameOfRole, permissionsOf, type Permission } from "#access/permissions.ts";
import type { Db } from "#platform/database/transaction.ts";

/** A role in its current state: one of the four, or one that the organization created. */
export type StandingRole = { id: string; name: string; permissions: ReadonlySet<Permission> };

/** Null where the organization has no such role. */
export async function findRole(db: Db, organizationId: string, id: string): Promise<StandingRole | null> {
  if (isBuiltIn(id)) return { id, name: nameOfRole(id), permissions: permissionsOf(id) };
  const custom = await db
    .selectFrom("custom_roles")
    .select(["name", "permissions"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return custom ? { id, name: custom.name, permissions: permissionsOf(id, custom.permissions) } : null;
}
