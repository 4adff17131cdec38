import { translate } from "#browser/translate.ts";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { nameOfRole, permissionsOf, roles, type Permission, type Role } from "#access/permissions.ts";
import { OrganizationRole } from "../../contract.ts";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganization } from "#browser/api/organization.ts";

const perPage = 100;

/** All roles of an organization, the four first: as many as it may have are one page. */
export const rolesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "roles"],
    staleTime: 30_000,
    queryFn: async ({ signal }) =>
      (await organizationApi(organizationId)("/roles", listOf(OrganizationRole), { signal, search: { per_page: perPage } })).data,
  });

/**
 * A role with its permissions. `mayGive`: whether the caller can give it, change it and take it away, because they have all of
 * these permissions.
 */
export type KnownRole = OrganizationRole & { held: ReadonlySet<Permission>; mayGive: boolean };

/** The roles of the organization in the address. Until they are read, and for those who cannot read them, they are the four. */
export function useRoles(): KnownRole[] {
  const { id, permissions: own } = useOrganization();
  const read = useQuery(rolesQuery(id)).data ?? roles.map(builtIn);
  return read.map((role) => {
    const held = permissionsOf(role.id, role.permissions);
    return {
      ...role,
      name: role.built_in ? translate(role.name) : role.name,
      held,
      mayGive: [...held].every((name) => own.includes(name)),
    };
  });
}

const builtIn = (role: Role): OrganizationRole => ({
  id: role,
  name: nameOfRole(role),
  description: null,
  built_in: true,
  permissions: [...permissionsOf(role)],
  member_count: 0,
  invitation_count: 0,
  created_at: null,
  updated_at: null,
  version: 0,
});
