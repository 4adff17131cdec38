import type { Actor, ApiKeyActor, UserActor } from "#access/actor.ts";
import { effectivePermissions, readKey } from "#access/by-api-key.ts";
import { permissionsOf, type Permission } from "#access/permissions.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { forbidden, notFound } from "#platform/errors.ts";

/** Who changes memberships, roles or keys, with the rights they have while the lock is held. */
export type Giver = {
  /** Of a machine: its key's maker, so that nobody changes by a key what they may not change about themselves. Null for anybody who is no member. */
  membershipId: string | null;
  /** That of the person, or of whoever made the machine's key; null for what has no such maker. */
  role: string | null;
  permissions: ReadonlySet<Permission>;
};

/**
 * Locks, then reads the caller's role again: while they waited for the lock, somebody may have taken it from them, or changed
 * what it may.
 *
 * @param permissions of the caller when they were authenticated
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
  const own = await readOwn(db, organizationId, actor);
  if (!own) throw notFound();
  const ofRole = permissionsOf(own.role, own.ticked);
  const now = own.given ? effectivePermissions(own.given, ofRole) : ofRole;
  if (!now.has(needed)) throw forbidden();
  return { membershipId: own.id, role: own.role, permissions: now };
}

/** The member, or the maker of the key with what the key was given. */
async function readOwn(db: Db, organizationId: string, actor: UserActor | ApiKeyActor) {
  const key = actor.type === "api_key" ? await readKey(db, organizationId, actor.id) : null;
  if (actor.type === "api_key" && !key) return undefined;
  const member = await db
    .selectFrom("memberships as m")
    .leftJoin("custom_roles as r", (join) =>
      join.onRef("r.organization_id", "=", "m.organization_id").onRef("r.id", "=", "m.custom_role_id"),
    )
    .select(["m.id", "m.role", "r.permissions as ticked"])
    .where("m.organization_id", "=", organizationId)
    .where(key ? "m.id" : "m.user_id", "=", key ? key.membership_id : actor.id)
    .executeTakeFirst();
  return member && { ...member, given: key?.permissions ?? null };
}
