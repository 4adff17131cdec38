import { route, type Route } from "#access/router.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { askForInvitation } from "./ask-for-invitation.ts";
import { copyInvitationLink } from "./copy-invitation-link.ts";
import { createInvitations } from "./create-invitations.ts";
import { declineInvitation } from "./decline-invitation.ts";
import { listInvitations } from "./list-invitations.ts";
import { readInvitation } from "./read-invitation.ts";
import { readSeats } from "./read-seats.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { updateInvitation } from "./update-invitation.ts";

export const routes: Route[] = [
  route("GET /v1/organizations/{organization_id}/seats", readSeats),
  route("GET /v1/organizations/{organization_id}/invitations", listInvitations),
  route("POST /v1/organizations/{organization_id}/invitations", createInvitations),
  route("PATCH /v1/organizations/{organization_id}/invitations/{invitation_id}", updateInvitation),
  route("DELETE /v1/organizations/{organization_id}/invitations/{invitation_id}", revokeInvitation),
  route("POST /v1/organizations/{organization_id}/invitations/{invitation_id}/resend", resendInvitation),
  route("POST /v1/organizations/{organization_id}/invitations/{invitation_id}/link", copyInvitationLink),
  route("GET /v1/invitations/{token}", readInvitation),
  route("POST /v1/invitations/{token}/accept", acceptInvitation),
  route("POST /v1/invitations/{token}/decline", declineInvitation),
  route("POST /v1/invitations/{token}/ask", askForInvitation),
];
