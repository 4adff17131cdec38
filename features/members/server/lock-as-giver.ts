import type { Actor } from "#access/actor.ts";
import { effectivePermissions } from "#access/by-api-key.ts";
import { permissionsOf, type Permission } from "#access/permissions.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { forbidden, notFound } from "#platform/errors.ts";

/** Who changes memberships, as he stands while the lock is held. */
export type Giver = {
  /** Of an API key: its maker's, so that he changes by it nothing of himself. Null for whoever is no member. */
  membershipId: string | null;
  role: string | null;
  permissions: ReadonlySet<Permission>;
};

/**
 * Locks, then reads the caller's role again: while he waited for the lock, somebody may have taken it from him.
 *
 * @param permissions of the caller as he was authenticated; those of the operator hold on
 * @throws AppError 404 for whoever is no member any more, or no key, 403 where his role no longer has `needed`
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
  const own = await (actor.type === "user" ? readMember(db, organizationId, actor.id) : readKey(db, organizationId, actor.id));
  if (!own) throw notFound();
  const ofRole = permissionsOf(own.role);
  const now = own.given ? effectivePermissions(own.given, ofRole) : ofRole;
  if (!now.has(needed)) throw forbidden();
  return { membershipId: own.id, role: actor.type === "user" ? own.role : null, permissions: now };
}

type Own = { id: string; role: string; given?: string[] } | undefined;

function readMember(db: Db, organizationId: string, userId: string): Promise<Own> {
  return db
    .selectFrom("memberships")
    .select(["id", "role"])
    .where("organization_id", "=", organizationId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
}

/** The maker of a key, and what the key was given. */
function readKey(db: Db, organizationId: string, keyId: string): Promise<Own> {
  return db
    .selectFrom("api_keys as k")
    .innerJoin("memberships as m", (join) =>
      join.onRef("m.organization_id", "=", "k.organization_id").onRef("m.id", "=", "k.membership_id"),
    )
    .select(["m.id", "m.role", "k.permissions as given"])
    .where("k.organization_id", "=", organizationId)
    .where("k.id", "=", keyId)
    .executeTakeFirst();
}

/** Whether a role may something that the giver may not: nobody grants it, changes it or takes it from whoever holds it. */
export function isAbove(role: string, giver: Giver): boolean {
  return [...permissionsOf(role)].some((permission) => !giver.permissions.has(permission));
}
