import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { Tabs } from "#browser/ui/tabs.tsx";
import type { Agent } from "../contract.ts";
import { useAgentActions } from "./agents-query.ts";
import { identityExamples } from "./identity-examples.ts";
import { t } from "./messages.ts";

/** The secret with which a website signs who its visitors are: making, renewing and ending it, and what to do with it. */
export function SignedVisitors({ agent: { id, signed_identity: isOn } }: { agent: Agent }) {
  const { makeIdentitySecret, endIdentitySecret } = useAgentActions();
  const refusal = useRefusal("agent:update", (roles) => t("signedVisitors.whoMay", { roles }));
  const [dialog, setDialog] = useState<"renew" | "end" | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const close = () => setDialog(null);

  async function make() {
    setPending(true);
    try {
      setMade(await makeIdentitySecret(id));
    } catch (error) {
      toast.error(messageOf(error));
    }
    setPending(false);
  }
  async function end() {
    await endIdentitySecret(id);
    setMade(null);
  }

  return (
    <Card className="flex flex-col gap-3 p-5">
      <div>
        <h2 className="font-semibold">{t("signedVisitors.title")}</h2>
        <p className="text-sm text-soft">{t("signedVisitors.sentence")}</p>
      </div>
      {made !== null && <Code label={t("signedVisitors.secret")} text={made} hint={t("signedVisitors.shownOnce")} />}
      {refusal !== null ? (
        <p className="text-sm text-soft">{refusal}</p>
      ) : isOn ? (
        <div className="flex flex-wrap gap-2">
          <Button size="small" pending={pending} onClick={() => setDialog("renew")}>
            {t("signedVisitors.renew")}
          </Button>
          <Button size="small" look="ghost" onClick={() => setDialog("end")}>
            {t("signedVisitors.end")}
          </Button>
        </div>
      ) : (
        <Button size="small" pending={pending} onClick={() => void make()} className="self-start">
          {t("signedVisitors.make")}
        </Button>
      )}
      {isOn && <Examples agentId={id} />}
      <ConfirmDialog
        open={dialog === "renew"}
        onClose={close}
        title={t("signedVisitors.renewTitle")}
        sentence={t("signedVisitors.renewSentence")}
        action={t("signedVisitors.renew")}
        onConfirm={make}
      />
      <ConfirmDialog
        open={dialog === "end"}
        onClose={close}
        title={t("signedVisitors.endTitle")}
        sentence={t("signedVisitors.endSentence")}
        action={t("signedVisitors.end")}
        onConfirm={end}
      />
    </Card>
  );
}

function Examples({ agentId }: { agentId: string }) {
  const [name, setName] = useState(identityExamples[0]!.name);
  const example = identityExamples.find((one) => one.name === name)!;
  return (
    <>
      <Tabs
        label={t("signedVisitors.languages")}
        tabs={identityExamples.map((one) => ({ value: one.name, label: one.name }))}
        value={name}
        onChange={setName}
      >
        <Code label={t("signedVisitors.onServer")} text={example.code(agentId)} hint={t("signedVisitors.fromEnvironment")} />
      </Tabs>
      <Code label={t("signedVisitors.onPage")} text={pageCode(agentId)} />
    </>
  );
}

const pageCode = (agentId: string) => `<script type="module">
  import { createWidget } from "${location.origin}/embed.js";
  const chat = createWidget({ api: "${location.origin}", agent: "${agentId}" });
  chat.identify(token);
</script>`;

function Code({ label, text, hint }: { label: string; text: string; hint?: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-sm font-medium">{label}</h3>
        <CopyButton size="small" text={text} />
      </div>
      {hint && <p className="text-sm text-soft">{hint}</p>}
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keyboard too
        tabIndex={0}
        aria-label={label}
        className="max-h-72 overflow-auto rounded-sm bg-sunken p-3 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {text}
      </pre>
    </div>
  );
}
