import type { Selectable } from "kysely";
import { isPermission, nameOfRole, permissionsOf, type Role } from "#access/permissions.ts";
import type { Product } from "#access/product.ts";
import type { CustomRoles } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { OrganizationRole } from "../../contract.ts";

export type RoleRow = Selectable<CustomRoles>;

/** How many hold a role, and how many are invited with it. */
type Holders = { members: ReadonlyMap<string, number>; invitations: ReadonlyMap<string, number> };

export function presentRole(row: RoleRow, holders: Holders): OrganizationRole {
  const { id, name, description, created_at, updated_at, version } = row;
  return {
    id,
    name,
    description,
    built_in: false,
    permissions: row.permissions.filter(isPermission),
    ...counts(id, holders),
    created_at,
    updated_at,
    version,
  };
}

export function presentBuiltIn(role: Role, holders: Holders): OrganizationRole {
  const permissions = [...permissionsOf(role)];
  return {
    id: role,
    name: nameOfRole(role),
    description: null,
    built_in: true,
    permissions,
    ...counts(role, holders),
    created_at: null,
    updated_at: null,
    version: 0,
  };
}

const counts = (id: string, { members, invitations }: Holders) => ({
  member_count: members.get(id) ?? 0,
  invitation_count: invitations.get(id) ?? 0,
});

export function customRolesOf(db: Db, organizationId: string) {
  return db.selectFrom("custom_roles").selectAll().where("organization_id", "=", organizationId);
}

/** @throws AppError 404 */
export async function findCustomRole(db: Db, organizationId: string, id: string): Promise<RoleRow> {
  const row = await customRolesOf(db, organizationId).where("id", "=", id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** Of all roles of an organization, or of one. */
export async function countHolders(
  db: Db,
  { roleHolders }: Pick<Product, "roleHolders">,
  organizationId: string,
  role?: string,
): Promise<Holders> {
  const members = await db
    .selectFrom("memberships")
    .select((query) => ["role", query.fn.countAll<number>().as("count")])
    .where("organization_id", "=", organizationId)
    .$if(role !== undefined, (all) => all.where("role", "=", role!))
    .groupBy("role")
    .execute();
  const invitations = new Map<string, number>();
  for (const { count } of roleHolders)
    for (const [id, more] of await count(db, organizationId, role)) invitations.set(id, (invitations.get(id) ?? 0) + more);
  return { members: new Map(members.map(({ role: id, count }) => [id, count])), invitations };
}
