import type { Noun } from "#access/product.ts";
import { route, type Route } from "#access/router.ts";
import { createRole } from "./create-role.ts";
import { deleteRole } from "./delete-role.ts";
import { listRoles } from "./list-roles.ts";
import { updateRole } from "./update-role.ts";

export const routes: Route[] = [
  route("GET /v1/organizations/{organization_id}/roles", listRoles),
  route("POST /v1/organizations/{organization_id}/roles", createRole),
  route("PATCH /v1/organizations/{organization_id}/roles/{role_id}", updateRole),
  route("DELETE /v1/organizations/{organization_id}/roles/{role_id}", deleteRole),
];

export const nouns: Noun[] = [{ name: "role", label: "Roles" }];
