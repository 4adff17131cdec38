import { useMutation, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { invitationPath } from "#features/identity/dashboard/invitation.ts";

/** Tells whoever invited that a new invitation is wanted; where no mail leaves the installation, whom to ask. */
export function AskForInvitation({ token, inviter }: { token: string; inviter: string | null }) {
  const { data: installation } = useQuery(installationQuery);
  const ask = useMutation({ mutationFn: () => api(`${invitationPath(token)}/ask`, z.null(), { method: "POST", body: {} }) });
  const whom = inviter ?? "the person who invited you";
  if (installation === undefined) return null;
  if (installation.mail === "none") return <p className="text-center text-soft">Ask {whom} for a new one.</p>;
  if (ask.isSuccess) return <Banner>{capital(whom)} was told. A new invitation comes by mail.</Banner>;
  return (
    <>
      {ask.error && <Banner tone="bad">{messageOf(ask.error)}</Banner>}
      <Button look="primary" size="large" pending={ask.isPending} onClick={() => ask.mutate()}>
        Ask for a new invitation
      </Button>
    </>
  );
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
