import type { JobDefinition, SweepDefinition } from "#access/job.ts";
import type { Noun } from "#access/product.ts";
import { route, type Route } from "#access/router.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { askForInvitation } from "./ask-for-invitation.ts";
import { copyInvitationLink } from "./copy-invitation-link.ts";
import { createInvitations } from "./create-invitations.ts";
import { declineInvitation } from "./decline-invitation.ts";
import { listInvitations } from "./list-invitations.ts";
import { mailInvitation } from "./mail-invitation.ts";
import { readInvitation } from "./read-invitation.ts";
import { readSeats } from "./read-seats.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import type { SeatsLeft } from "./seats.ts";
import { sweepInvitations } from "./sweep-invitations.ts";
import { tellAsked } from "./tell-asked.ts";
import { updateInvitation } from "./update-invitation.ts";

/** @param seatsLeft how many more members an organization may have */
export const routes = (seatsLeft: SeatsLeft): Route[] => [
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

export const jobs: (JobDefinition | SweepDefinition)[] = [mailInvitation as JobDefinition, tellAsked as JobDefinition, sweepInvitations];

export const nouns: Noun[] = [{ name: "invitation", label: "Invitations" }];
