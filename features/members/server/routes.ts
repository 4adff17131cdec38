import type { JobDefinition } from "#access/job.ts";
import { route, type Route } from "#access/router.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { leaveOrganization } from "./leave-organization.ts";
import { listMembers } from "./list-members.ts";
import { mailInvitation } from "./mail-invitation.ts";
import { readInvitation } from "./read-invitation.ts";
import { removeMember } from "./remove-member.ts";
import { tellOwnership } from "./tell-ownership.ts";
import { transferOrganization } from "./transfer-organization.ts";
import { updateMember } from "./update-member.ts";

export const routes: Route[] = [
  route("GET /v1/organizations/{organization_id}/members", listMembers),
  route("PATCH /v1/organizations/{organization_id}/members/{membership_id}", updateMember),
  route("DELETE /v1/organizations/{organization_id}/members/{membership_id}", removeMember),
  route("POST /v1/organizations/{organization_id}/leave", leaveOrganization),
  route("POST /v1/organizations/{organization_id}/transfer", transferOrganization),
  route("GET /v1/invitations/{token}", readInvitation),
  route("POST /v1/invitations/{token}/accept", acceptInvitation),
];

export const jobs: JobDefinition[] = [mailInvitation as JobDefinition, tellOwnership as JobDefinition];
