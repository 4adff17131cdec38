import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import type { SignInMethod } from "../contract.ts";
import { signInMethodsQuery } from "./account-queries.ts";
import { failureSentence } from "./failure-sentence.ts";
import { t } from "./messages.ts";

/** The ways into the account. Google comes and goes where the installation has it; the last way stays. */
export function SignInMethods() {
  const methods = useQuery(signInMethodsQuery);
  const { error } = useSearch({ from: "/app/profile" });
  return (
    <>
      {error !== undefined && (
        <Banner tone="bad" className="mb-4">
          {failureSentence(error)}
        </Banner>
      )}
      <Loaded query={methods} failure={t("signInMethods.failed")} skeleton={<SkeletonRows rows={2} />}>
        {(data) => <MethodList methods={data} />}
      </Loaded>
    </>
  );
}

function MethodList({ methods }: { methods: readonly SignInMethod[] }) {
  const { data: installation } = useQuery(installationQuery);
  const password = methods.find(({ provider }) => provider === "credential");
  const google = methods.find(({ provider }) => provider === "google");
  return (
    <Card>
      <ul className="divide-y">
        <Method
          name={t("signInMethods.password")}
          state={password ? t("signInMethods.since", { createdAt: formatDate(password.created_at) }) : t("signInMethods.notChosenYet")}
        />
        {(google || installation?.google) && (
          <Method
            name="Google"
            state={
              google
                ? t(password ? "signInMethods.connected" : "signInMethods.onlyWay", { date: formatDate(google.created_at) })
                : t("signInMethods.notConnected")
            }
          >
            {google ? password && <DisconnectGoogle accountId={google.id} /> : <ConnectGoogle />}
          </Method>
        )}
      </ul>
    </Card>
  );
}

function Method({ name, state, children }: { name: string; state: string; children?: ReactNode }) {
  return (
    <li className="flex min-h-14 items-center justify-between gap-3 px-5 py-2">
      <span>
        <span className="block font-medium">{name}</span>
        <span className="block text-sm text-soft">{state}</span>
      </span>
      {children}
    </li>
  );
}

function ConnectGoogle() {
  const [pending, setPending] = useState(false);

  async function leave() {
    setPending(true);
    try {
      const body = { provider: "google", callbackURL: "/profile", errorCallbackURL: "/profile" };
      const { url } = await api("/api/auth/link-social", z.looseObject({ url: z.url() }), { method: "POST", body });
      location.assign(url);
    } catch (error) {
      toast.error(messageOf(error));
      setPending(false);
    }
  }

  return (
    <Button size="small" pending={pending} onClick={() => void leave()}>
      {t("signInMethods.connectGoogle")}
    </Button>
  );
}

function DisconnectGoogle({ accountId }: { accountId: string }) {
  const refresh = useRefresh(signInMethodsQuery.queryKey);
  const [open, setOpen] = useState(false);

  async function disconnect() {
    await refresh.after(api("/api/auth/unlink-account", z.unknown(), { method: "POST", body: { accountId } }));
  }

  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("signInMethods.disconnectGoogle")}
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("signInMethods.disconnectGoogle")}
        sentence={t("signInMethods.disconnectSentence")}
        action={t("signInMethods.disconnectGoogle")}
        onConfirm={disconnect}
      />
    </>
  );
}
