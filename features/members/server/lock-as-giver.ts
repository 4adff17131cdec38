import type { Actor } from "#access/actor.ts";
import { permissionsOf, type Permission } from "#access/permissions.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { forbidden, notFound } from "#platform/errors.ts";

/** Who changes memberships or roles, as he stands while the lock is held. */
export type Giver = {
  /** Null for a machine. */
  membershipId: string | null;
  /** That of the person, or of whoever made the machine's key; null for what has no such maker. */
  role: string | null;
  permissions: ReadonlySet<Permission>;
};

/**
 * Locks, then reads the caller's role again: while he waited for the lock, somebody may have taken it from him, or changed
 * what it may.
 *
 * @param permissions of the caller as he was authenticated
 * @throws AppError 404 for who is no member any more, 403 for one whose role no longer has `needed`
 */
export async function lockAsGiver(
  db: Db,
  organizationId: string,
  actor: Actor,
  permissions: ReadonlySet<Permission>,
  needed: Permission,
): Promise<Giver> {
  await lockIfThere(db, organizationId);
  if (actor.type !== "user" && actor.type !== "api_key") return { membershipId: null, role: null, permissions };
  const own = await db
    .selectFrom("memberships as m")
    .leftJoin("custom_roles as r", (join) =>
      join.onRef("r.organization_id", "=", "m.organization_id").onRef("r.id", "=", "m.custom_role_id"),
    )
    .select(["m.id", "m.role", "r.permissions as ticked"])
    .where("m.organization_id", "=", organizationId)
    .where("m.user_id", "=", (query) =>
      actor.type === "user"
        ? query.val(actor.id)
        : query.selectFrom("api_keys").select("created_by").where("organization_id", "=", organizationId).where("id", "=", actor.id),
    )
    .executeTakeFirst();
  if (!own) throw notFound();
  const ofRole = permissionsOf(own.role, own.ticked);
  // A machine has what its key was given and, of that, what its maker may now.
  const now = actor.type === "user" ? ofRole : new Set([...permissions].filter((permission) => ofRole.has(permission)));
  if (!now.has(needed)) throw forbidden();
  return { membershipId: actor.type === "user" ? own.id : null, role: own.role, permissions: now };
}
