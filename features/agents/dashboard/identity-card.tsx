import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { inputClasses } from "#browser/ui/field.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { Tabs } from "#browser/ui/tabs.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { identitySecretQuery, useAgentActions } from "./agents-query.ts";
import { t } from "./messages.ts";
import { signExamples } from "./sign-examples.ts";

/** The secret with which websites sign who their visitors are, and how they do. */
export function IdentityCard({ agentId }: { agentId: string }) {
  const kept = useQuery(identitySecretQuery(useOrganizationId(), useProjectId(), agentId));
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div>
        <h2 className="font-semibold">{t("identityCard.title")}</h2>
        <p className="text-sm text-soft">{t("identityCard.sentence")}</p>
      </div>
      <Loaded query={kept} failure={t("identityCard.failed")} permission="agent:read" skeleton={<Skeleton className="h-[34px]" />}>
        {({ created_at }) => <Secret agentId={agentId} since={created_at} />}
      </Loaded>
    </Card>
  );
}

function Secret({ agentId, since }: { agentId: string; since: string | null }) {
  const { createIdentitySecret, deleteIdentitySecret } = useAgentActions();
  const may = useCan()("agent:update");
  const whoMay = useWhoMay();
  const [shown, setShown] = useState<string | null>(null);
  const [dialog, setDialog] = useState<"renew" | "end" | null>(null);
  const [pending, setPending] = useState(false);
  const make = async () => setShown(await createIdentitySecret(agentId));
  async function makeFirst() {
    setPending(true);
    await make().catch((error: unknown) => toast.error(messageOf(error)));
    setPending(false);
  }
  if (since === null) {
    if (!may) return <p className="text-soft">{whoMay("agent:update", (roles) => t("identityCard.whoMay", { roles }))}</p>;
    return (
      <Button icon={KeyRound} pending={pending} onClick={() => void makeFirst()} className="self-start">
        {t("identityCard.make")}
      </Button>
    );
  }
  return (
    <>
      {shown === null ? (
        <p className="text-sm">{t.rich("identityCard.since", { time: () => <Ago time={since} /> })}</p>
      ) : (
        <div className="flex flex-col gap-2">
          <div className="flex gap-2">
            <input
              className={inputClasses}
              readOnly
              value={shown}
              aria-label={t("identityCard.secret")}
              onFocus={({ target }) => target.select()}
            />
            <CopyButton text={shown} label={t("identityCard.copySecret")} />
          </div>
          <p className="text-sm text-soft">{t("identityCard.shownOnce")}</p>
        </div>
      )}
      {may && (
        <div className="flex flex-wrap gap-2">
          <Button look="ghost" size="small" onClick={() => setDialog("renew")}>
            {t("identityCard.renew")}
          </Button>
          <Button look="ghost" size="small" onClick={() => setDialog("end")}>
            {t("identityCard.end")}
          </Button>
        </div>
      )}
      <Examples agentId={agentId} />
      <ConfirmDialog
        open={dialog === "renew"}
        onClose={() => setDialog(null)}
        title={t("identityCard.renewTitle")}
        sentence={t("identityCard.renewSentence")}
        action={t("identityCard.renew")}
        onConfirm={make}
      />
      <ConfirmDialog
        open={dialog === "end"}
        onClose={() => setDialog(null)}
        title={t("identityCard.endTitle")}
        sentence={t("identityCard.endSentence")}
        action={t("identityCard.end")}
        onConfirm={async () => {
          await deleteIdentitySecret(agentId);
          setShown(null);
        }}
      />
    </>
  );
}

function Examples({ agentId }: { agentId: string }) {
  const examples = signExamples(agentId);
  const [language, setLanguage] = useState(examples[0]!.value);
  const { code } = examples.find(({ value }) => value === language)!;
  return (
    <div>
      <p className="mb-2 text-sm">
        {t.rich("identityCard.how", {
          docs: (text) => (
            <a href="/docs/widget#signed-visitors" target="_blank" className="underline underline-offset-2">
              {text}
            </a>
          ),
        })}
      </p>
      <Tabs
        label={t("identityCard.languages")}
        tabs={examples.map(({ value }) => ({ value, label: t(`identityCard.${value}`) }))}
        value={language}
        onChange={setLanguage}
      >
        <pre className="mb-2 rounded-sm bg-sunken p-3 font-mono text-sm break-words whitespace-pre-wrap" dir="ltr">
          {code}
        </pre>
        <CopyButton size="small" text={code} label={t("identityCard.copyExample")} />
      </Tabs>
    </div>
  );
}
