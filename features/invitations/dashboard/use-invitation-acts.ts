import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Invitation, InvitationLink, InvitationOutcome, InviteUsers } from "../contract.ts";
import { staleByInvitations } from "./invitations-query.ts";

const Outcomes = z.object({ data: z.array(InvitationOutcome) });

/** What is done about invitations. The list is read again after each, also after one that was refused: it may have been answered. */
export function useInvitationActs() {
  const organizationId = useOrganizationId();
  const call = organizationApi(organizationId);
  const refresh = useRefresh(...staleByInvitations(organizationId));
  const path = ({ id }: { id: string }, act = "") => `/invitations/${id}${act}`;
  return {
    invite: (body: z.input<typeof InviteUsers>) => refresh.after(call("/invitations", Outcomes, { method: "POST", body })),
    resend: (of: { id: string }) => refresh.after(call(path(of, "/resend"), InvitationOutcome, { method: "POST", body: {} })),
    mintLink: (of: { id: string }) => call(path(of, "/link"), InvitationLink, { method: "POST", body: {} }),
    changeRole: (of: { id: string }, role: string) => refresh.after(call(path(of), Invitation, { method: "PATCH", body: { role } })),
    revoke: (of: { id: string }) => refresh.after(call(path(of), z.null(), { method: "DELETE" })),
  };
}
