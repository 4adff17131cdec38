import { useMutation, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { invitationPath } from "#features/identity/dashboard/invitation.ts";
import { t } from "./messages.ts";

/** Tells the inviter that a new invitation is wanted; where the installation sends no mail, says whom to ask. */
export function AskForInvitation({ token, inviter }: { token: string; inviter: string | null }) {
  const { data: installation } = useQuery(installationQuery);
  const ask = useMutation({ mutationFn: () => api(`${invitationPath(token)}/ask`, z.null(), { method: "POST", body: {} }) });
  if (installation === undefined) return null;
  if (installation.mail === "none")
    return (
      <p className="text-center text-soft">
        {inviter === null ? t("askForInvitation.askInviter") : t("askForInvitation.askPerson", { inviter })}
      </p>
    );
  if (ask.isSuccess)
    return <Banner>{inviter === null ? t("askForInvitation.inviterTold") : t("askForInvitation.personTold", { inviter })}</Banner>;
  return (
    <>
      {ask.error && <Banner tone="bad">{messageOf(ask.error)}</Banner>}
      <Button look="primary" size="large" pending={ask.isPending} onClick={() => ask.mutate()}>
        {t("askForInvitation.ask")}
      </Button>
    </>
  );
}
