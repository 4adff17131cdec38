import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Invitation, InvitationLink, InvitationOutcome, InviteUsers } from "../contract.ts";
import { useRefreshInvitations } from "./invitations-query.ts";

const Outcomes = z.object({ data: z.array(InvitationOutcome) });

/** What is done about invitations. The list is read again after each, also after one that was refused: it may have been answered. */
export function useInvitationActs() {
  const organizationId = useOrganizationId();
  const call = organizationApi(organizationId);
  const refresh = useRefreshInvitations(organizationId);
  const thenRefresh = <Answer>(answer: Promise<Answer>) => answer.finally(refresh);
  const path = ({ id }: { id: string }, act = "") => `/invitations/${id}${act}`;
  return {
    invite: (body: z.input<typeof InviteUsers>) => thenRefresh(call("/invitations", Outcomes, { method: "POST", body })),
    resend: (of: { id: string }) => thenRefresh(call(path(of, "/resend"), InvitationOutcome, { method: "POST", body: {} })),
    mintLink: (of: { id: string }) => call(path(of, "/link"), InvitationLink, { method: "POST", body: {} }),
    changeRole: (of: { id: string }, role: string) => thenRefresh(call(path(of), Invitation, { method: "PATCH", body: { role } })),
    revoke: (of: { id: string }) => thenRefresh(call(path(of), z.null(), { method: "DELETE" })),
  };
}
