import type { JobDefinition, SweepDefinition } from "#access/job.ts";
import type { Noun } from "#access/product.ts";
import { route, type Route } from "#access/router.ts";
import { askForInvitation } from "./invitations/ask-for-invitation.ts";
import { declineInvitation } from "./invitations/decline-invitation.ts";
import { sweepInvitations } from "./invitations/sweep-invitations.ts";
import { tellAsked } from "./invitations/tell-asked.ts";
import { copyInvitationLink } from "./invitations/copy-invitation-link.ts";
import { createInvitations } from "./invitations/create-invitations.ts";
import { listInvitations } from "./invitations/list-invitations.ts";
import { resendInvitation } from "./invitations/resend-invitation.ts";
import { revokeInvitation } from "./invitations/revoke-invitation.ts";
import type { SeatsLeft } from "./invitations/seats.ts";
import { updateInvitation } from "./invitations/update-invitation.ts";
import { acceptInvitation } from "./invitations/accept-invitation.ts";
import { leaveOrganization } from "./leave-organization.ts";
import { listMembers } from "./list-members.ts";
import { mailInvitation } from "./invitations/mail-invitation.ts";
import { readInvitation } from "./invitations/read-invitation.ts";
import { readSeats } from "./invitations/read-seats.ts";
import { removeMember } from "./remove-member.ts";
import { tellOwnership } from "./tell-ownership.ts";
import { transferOrganization } from "./transfer-organization.ts";
import { updateMember } from "./update-member.ts";

/** @param seatsLeft how many more members an organization may have */
export const routes = (seatsLeft: SeatsLeft): Route[] => [
  route("GET /v1/organizations/{organization_id}/members", listMembers),
  route("PATCH /v1/organizations/{organization_id}/members/{membership_id}", updateMember),
  route("DELETE /v1/organizations/{organization_id}/members/{membership_id}", removeMember),
  route("POST /v1/organizations/{organization_id}/leave", leaveOrganization),
  route("POST /v1/organizations/{organization_id}/transfer", transferOrganization),
  route("GET /v1/organizations/{organization_id}/seats", readSeats(seatsLeft)),
  route("GET /v1/organizations/{organization_id}/invitations", listInvitations),
  route("POST /v1/organizations/{organization_id}/invitations", createInvitations(seatsLeft)),
  route("PATCH /v1/organizations/{organization_id}/invitations/{invitation_id}", updateInvitation),
  route("DELETE /v1/organizations/{organization_id}/invitations/{invitation_id}", revokeInvitation),
  route("POST /v1/organizations/{organization_id}/invitations/{invitation_id}/resend", resendInvitation(seatsLeft)),
  route("POST /v1/organizations/{organization_id}/invitations/{invitation_id}/link", copyInvitationLink),
  route("GET /v1/invitations/{token}", readInvitation(seatsLeft)),
  route("POST /v1/invitations/{token}/accept", acceptInvitation(seatsLeft)),
  route("POST /v1/invitations/{token}/decline", declineInvitation),
  route("POST /v1/invitations/{token}/ask", askForInvitation),
];

export const jobs: (JobDefinition | SweepDefinition)[] = [
  mailInvitation as JobDefinition,
  tellAsked as JobDefinition,
  sweepInvitations,
  tellOwnership as JobDefinition,
];

export const nouns: Noun[] = [
  { name: "member", label: "Members" },
  { name: "invitation", label: "Invitations" },
];
