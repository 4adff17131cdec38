import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { isBuiltIn } from "#access/permissions.ts";
import { api } from "#dashboard/api/api.ts";
import { messageOf } from "#dashboard/api/api-error.ts";
import { useRefreshOrganizations } from "#dashboard/api/organization.ts";
import { signOut } from "#dashboard/api/sign-out.ts";
import { Column } from "#dashboard/layout/column.tsx";
import { Banner } from "#dashboard/ui/banner.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { invitationPath } from "./invitation-query.ts";
import { Joined, type InvitationView } from "../contract.ts";

/** Joins the organization, and goes there. */
export function AcceptInvitation({ token, invitation, email }: { token: string; invitation: InvitationView; email: string }) {
  const refresh = useRefreshOrganizations();
  const navigate = useNavigate();
  const client = useQueryClient();
  const accept = useMutation({
    mutationFn: async () => {
      const { organization_id } = await api(`${invitationPath(token)}/accept`, Joined, { method: "POST", body: {} });
      await refresh();
      await navigate({ to: "/organizations/$organizationId/projects", params: { organizationId: organization_id } });
    },
    // What stands in the way by now has a page of its own.
    onError: () => client.invalidateQueries({ queryKey: ["invitation", token] }),
  });

  return (
    <Column
      title={`Join ${invitation.organization}`}
      sentence={invitationSentence(invitation)}
      foot={
        <>
          You are signed in as {email}.{" "}
          <button type="button" className="font-medium text-accent" onClick={() => void signOut(`/invitations/${token}`)}>
            Sign out
          </button>
        </>
      }
    >
      {accept.error && (
        <Banner tone="bad" className="mb-5">
          {messageOf(accept.error)}
        </Banner>
      )}
      <Button look="primary" size="large" className="w-full" pending={accept.isPending} onClick={() => accept.mutate()}>
        Join {invitation.organization}
      </Button>
    </Column>
  );
}

/** Who invites, and as what. */
export function invitationSentence({ inviter, role, role_name }: InvitationView): string {
  const as = isBuiltIn(role) ? `as ${/^[ao]/.test(role) ? "an" : "a"} ${role_name}` : `with the role ${role_name}`;
  return inviter === null ? `You are invited ${as}.` : `${inviter} invites you ${as}.`;
}
