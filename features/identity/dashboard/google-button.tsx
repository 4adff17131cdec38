import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { ownAddress } from "#browser/api/own-address.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { useInvitationToken } from "./invitation-token.ts";
import { t } from "./messages.ts";

/**
 * Google as a way in, only where the installation has it, with the "or" that parts it from the form below. `restore`: as
 * the way back into an account that is closed, by itself.
 */
export function GoogleButton({ restore = false }: { restore?: boolean }) {
  const { data: installation } = useQuery(installationQuery);
  const { return_to } = useSearch({ strict: false });
  const invitation = useInvitationToken();
  const [pending, setPending] = useState(false);
  if (!installation?.google) return null;

  async function leave() {
    setPending(true);
    try {
      const body = {
        provider: "google",
        callbackURL: invitation ? "/" : ownAddress(return_to),
        errorCallbackURL: "/sign-in",
        ...(invitation ? { invitation_token: invitation } : {}),
        ...(restore ? { restore } : {}),
      };
      const { url } = await api("/api/auth/sign-in/social", z.looseObject({ url: z.url() }), { method: "POST", body });
      location.assign(url);
    } catch (error) {
      toast.error(messageOf(error));
      setPending(false);
    }
  }

  if (restore) {
    return (
      <Button autoFocus look="primary" size="large" pending={pending} onClick={() => void leave()}>
        {t("googleButton.restore")}
      </Button>
    );
  }
  return (
    <>
      <Button size="large" className="w-full" pending={pending} onClick={() => void leave()}>
        {t("googleButton.google")}
      </Button>
      <div className="my-5 flex items-center gap-2.5 text-sm text-soft">
        <span className="h-px flex-1 bg-line" />
        {t("googleButton.or")}
        <span className="h-px flex-1 bg-line" />
      </div>
    </>
  );
}
