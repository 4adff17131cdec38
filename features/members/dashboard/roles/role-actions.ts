import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { rolesQuery } from "./roles.ts";
import { staleByMembers } from "../members-query.ts";
import { OrganizationRole, type CreateRole } from "../../contract.ts";

/** What one can do with the roles of the organization in the address. Afterwards all that shows roles is read again. */
export function useRoleActions() {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const refresh = useRefresh(rolesQuery(organizationId).queryKey, ...staleByMembers(organizationId));
  const call = organizationApi(organizationId);
  return {
    refresh,
    /** What the server holds of a role now; null where it is gone. */
    async read(id: string): Promise<OrganizationRole | null> {
      const all = await client.fetchQuery({ ...rolesQuery(organizationId), staleTime: 0 });
      return all.find((role) => role.id === id) ?? null;
    },
    create: (body: CreateRole) => refresh.after(call("/roles", OrganizationRole, { method: "POST", body })),
    update: (id: string, body: CreateRole, version: number) =>
      refresh.after(call(`/roles/${id}`, OrganizationRole, { method: "PATCH", body, version })),
    remove: (id: string, moveTo: string | null) =>
      refresh.after(call(`/roles/${id}`, z.null(), { method: "DELETE", body: moveTo === null ? {} : { move_to: moveTo } })),
  };
}
