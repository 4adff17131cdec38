import type { Actor } from "#access/actor.ts";
import { permissionsOf, type Permission } from "#access/permissions.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { forbidden, notFound } from "#platform/errors.ts";

/** Who changes memberships, as he stands while the lock is held. */
export type Giver = {
  /** Null for a machine. */
  membershipId: string | null;
  role: string | null;
  permissions: ReadonlySet<Permission>;
};

/**
 * Locks, then reads the caller's role again: while he waited for the lock, somebody may have taken it from him.
 *
 * @param permissions of the caller as he was authenticated; those of a machine hold on
 * @throws AppError 404 for a person who is no member any more, 403 for one whose role no longer has `needed`
 */
export async function lockAsGiver(
  db: Db,
  organizationId: string,
  actor: Actor,
  permissions: ReadonlySet<Permission>,
  needed: Permission,
): Promise<Giver> {
  await lockIfThere(db, organizationId);
  if (actor.type !== "user") return { membershipId: null, role: null, permissions };
  const own = await db
    .selectFrom("memberships")
    .select(["id", "role"])
    .where("organization_id", "=", organizationId)
    .where("user_id", "=", actor.id)
    .executeTakeFirst();
  if (!own) throw notFound();
  const now = permissionsOf(own.role);
  if (!now.has(needed)) throw forbidden();
  return { membershipId: own.id, role: own.role, permissions: now };
}

/** Whether a role may something that the giver may not: nobody grants it, changes it or takes it from whoever holds it. */
export function isAbove(role: string, giver: Giver): boolean {
  return [...permissionsOf(role)].some((permission) => !giver.permissions.has(permission));
}
