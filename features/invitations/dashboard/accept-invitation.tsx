import { translate } from "#browser/translate.ts";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { isBuiltIn } from "#access/permissions.ts";
import { api } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { ownOrganizations } from "#browser/api/organization.ts";
import { signOut } from "#browser/api/sign-out.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Column } from "#browser/ui/column.tsx";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { invitationPath } from "#features/identity/dashboard/invitation.ts";
import { Joined, type InvitationView } from "../contract.ts";
import { t } from "./messages.ts";

/** Joins the organization, and goes there. */
export function AcceptInvitation({ token, invitation, email }: { token: string; invitation: InvitationView; email: string }) {
  const refresh = useRefresh(...ownOrganizations);
  const readInvitation = useRefresh(["invitation", token]);
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: async () => {
      const { organization_id, confirmed } = await api(`${invitationPath(token)}/accept`, Joined, { method: "POST", body: {} });
      await refresh();
      // What was made before the address was proven comes first.
      if (confirmed) return navigate({ to: "/email-confirmation", search: { confirmed: true } });
      await navigate({ to: "/organizations/$organizationId/projects", params: { organizationId: organization_id } });
    },
    // What is in the way by now has a page of its own.
    onError: readInvitation,
  });

  return (
    <Column
      title={t("acceptInvitation.title", { organization: invitation.organization })}
      sentence={invitationSentence(invitation)}
      foot={
        <>
          {t.rich("acceptInvitation.signedIn", {
            email,
            out: (text) => (
              <button type="button" className="font-medium text-accent" onClick={() => void signOut(`/invitations/${token}`)}>
                {text}
              </button>
            ),
          })}
        </>
      }
    >
      {accept.error && (
        <Banner tone="bad" className="mb-5">
          {messageOf(accept.error)}
        </Banner>
      )}
      <Button look="primary" size="large" className="w-full" pending={accept.isPending} onClick={() => accept.mutate()}>
        {t("acceptInvitation.join", { organization: invitation.organization })}
      </Button>
    </Column>
  );
}

/** Who invites, and as what. */
export function invitationSentence({ inviter, role, role_name }: InvitationView): string {
  if (inviter === null)
    return isBuiltIn(role)
      ? t("acceptInvitation.invitedAs", { role, name: translate(role_name) })
      : t("acceptInvitation.invitedWith", { name: translate(role_name) });
  return isBuiltIn(role)
    ? t("acceptInvitation.invitesAs", { inviter, role, name: translate(role_name) })
    : t("acceptInvitation.invitesWith", { inviter, name: translate(role_name) });
}
