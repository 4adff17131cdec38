import { route, type Route } from "#access/router.ts";
import { leaveOrganization } from "./leave-organization.ts";
import { listMembers } from "./list-members.ts";
import { removeMember } from "./remove-member.ts";
import { createOrganization } from "./create-organization.ts";
import { createRole } from "./roles/create-role.ts";
import { deleteRole } from "./roles/delete-role.ts";
import { listRoles } from "./roles/list-roles.ts";
import { updateRole } from "./roles/update-role.ts";
import { transferOrganization } from "./transfer-organization.ts";
import { updateMember } from "./update-member.ts";

export const routes: Route[] = [
  route("POST /v1/organizations", createOrganization),
  route("GET /v1/organizations/{organization_id}/members", listMembers),
  route("PATCH /v1/organizations/{organization_id}/members/{membership_id}", updateMember),
  route("DELETE /v1/organizations/{organization_id}/members/{membership_id}", removeMember),
  route("POST /v1/organizations/{organization_id}/leave", leaveOrganization),
  route("POST /v1/organizations/{organization_id}/transfer", transferOrganization),
  route("GET /v1/organizations/{organization_id}/roles", listRoles),
  route("POST /v1/organizations/{organization_id}/roles", createRole),
  route("PATCH /v1/organizations/{organization_id}/roles/{role_id}", updateRole),
  route("DELETE /v1/organizations/{organization_id}/roles/{role_id}", deleteRole),
];
