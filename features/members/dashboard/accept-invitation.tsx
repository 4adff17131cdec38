import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { api } from "#dashboard/api/api.ts";
import { ApiError, messageOf } from "#dashboard/api/api-error.ts";
import { useRefreshOrganizations } from "#dashboard/api/organization.ts";
import { signOut } from "#dashboard/api/sign-out.ts";
import { Column } from "#dashboard/layout/column.tsx";
import { Banner } from "#dashboard/ui/banner.tsx";
import { Button, buttonClasses } from "#dashboard/ui/button.tsx";
import { Joined, type InvitationView } from "../contract.ts";
import { roleSentences } from "./role-options.ts";

/** Joins the organization, and goes there. */
export function AcceptInvitation({ token, invitation, email }: { token: string; invitation: InvitationView; email: string }) {
  const refresh = useRefreshOrganizations();
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: async () => {
      const { organization_id } = await api(`/v1/invitations/${token}/accept`, Joined, { method: "POST", body: {} });
      await refresh();
      await navigate({ to: "/organizations/$organizationId/projects", params: { organizationId: organization_id } });
    },
  });
  const status = accept.error instanceof ApiError ? accept.error.status : null;

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
      {status === 409 ? (
        <Link to="/organizations" className={buttonClasses({ look: "primary", size: "large", className: "w-full" })}>
          Go to your organizations
        </Link>
      ) : (
        <Button look="primary" size="large" className="w-full" pending={accept.isPending} onClick={() => accept.mutate()}>
          Join {invitation.organization}
        </Button>
      )}
    </Column>
  );
}

/** Who invites, and as what. */
export function invitationSentence({ inviter, role, role_name }: InvitationView): string {
  const as = roleSentences.has(role) ? `as ${/^[ao]/.test(role) ? "an" : "a"} ${role_name}` : `with the role ${role_name}`;
  return inviter === null ? `You are invited ${as}.` : `${inviter} invites you ${as}.`;
}
