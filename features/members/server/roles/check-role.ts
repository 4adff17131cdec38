import { everyPermission, isPermission, nameOfRole, permissionsOf, roles, type Permission } from "#access/permissions.ts";
import { isAbove } from "../grantable-role.ts";
import type { Giver } from "../lock-as-giver.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, forbidden, invalid } from "#platform/errors.ts";
import { say } from "#platform/sentence.ts";
import type { RoleRow } from "./present-role.ts";

/**
 * What a role is to be given, in the order of the list and each name once.
 *
 * @throws AppError 422 for a name that is no permission, 403 for one that the giver lacks
 */
export function readTicked(ticked: readonly string[], giver: Giver): Permission[] {
  const unknown = ticked.find((name) => !isPermission(name));
  if (unknown !== undefined) throw invalid({ permissions: say`There is no permission “${unknown}”.` });
  const lacking = ticked.find((name) => !(giver.permissions as ReadonlySet<string>).has(name));
  if (lacking !== undefined) throw forbidden(say`You cannot give a permission that you do not have: ${lacking}.`);
  return everyPermission.filter((name) => ticked.includes(name));
}

/**
 * Who can change or delete a role: a person who can do all that it can, and does not have it.
 *
 * @throws AppError 403
 */
export function requireAuthority(role: RoleRow, giver: Giver): void {
  if (giver.role === role.id) throw forbidden("You have this role, so it has to be changed by somebody else.");
  const standing = { id: role.id, name: role.name, permissions: permissionsOf(role.id, role.permissions) };
  if (isAbove(standing, giver)) throw forbidden("This role has a permission that yours does not have.");
}

/** @throws AppError 422 for the name of a role of the product, 409 for that of another role of the organization */
export async function requireFreeName(db: Db, organizationId: string, name: string, own?: string): Promise<void> {
  if (roles.some((role) => nameOfRole(role).toLowerCase() === name.toLowerCase()))
    throw invalid({ name: say`${name} is a role of the product. Choose another name.` });
  const other = await db
    .selectFrom("custom_roles")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where((query) => query(query.fn("lower", ["name"]), "=", query.fn("lower", [query.val(name)])))
    .$if(own !== undefined, (all) => all.where("id", "!=", own!))
    .executeTakeFirst();
  const sentence = "The organization already has a role with this name.";
  if (other) throw new AppError("conflict", sentence, { fieldErrors: { name: sentence } });
}
