import { useQuery } from "@tanstack/react-query";
import { ExternalLink, Share2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { inputClasses } from "#browser/ui/field.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { testPageQuery, useAgentActions } from "./agents-query.ts";
import { t } from "./messages.ts";

/** The secret link to an agent's test page: sharing, copying, renewing and ending it. */
export function TestPageLink({ agentId }: { agentId: string }) {
  const link = useQuery(testPageQuery(useOrganizationId(), useProjectId(), agentId));
  const may = useCan()("agent:update");
  const whoMay = useWhoMay();
  return (
    <Loaded query={link} failure={t("testPageLink.failed")} permission="agent:read" skeleton={<Skeleton className="h-[34px]" />}>
      {(shared) =>
        shared ? (
          <SharedLink agentId={agentId} url={shared.url} may={may} />
        ) : may ? (
          <ShareButton agentId={agentId} />
        ) : (
          <p className="text-soft">
            {t("testPageLink.noLink", { whoMay: whoMay("agent:update", (roles) => t("testPageLink.whoMay", { roles })) })}
          </p>
        )
      }
    </Loaded>
  );
}

function ShareButton({ agentId }: { agentId: string }) {
  const { shareTestPage } = useAgentActions();
  const [pending, setPending] = useState(false);
  async function share() {
    setPending(true);
    await shareTestPage(agentId).catch((error: unknown) => toast.error(messageOf(error)));
    setPending(false);
  }
  return (
    <Button icon={Share2} pending={pending} onClick={() => void share()} className="self-start">
      {t("testPageLink.shareTestPage")}
    </Button>
  );
}

function SharedLink({ agentId, url, may }: { agentId: string; url: string; may: boolean }) {
  const { shareTestPage, endTestPage } = useAgentActions();
  const [dialog, setDialog] = useState<"renew" | "end" | null>(null);
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex gap-2">
        <input
          className={inputClasses}
          readOnly
          value={url}
          aria-label={t("testPageLink.link")}
          onFocus={({ target }) => target.select()}
        />
        <CopyButton text={url} label={t("testPageLink.copyLink")} />
      </div>
      <div className="flex flex-wrap gap-2">
        <a className={buttonClasses({ look: "ghost", size: "small" })} href={url} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden className="size-4" />
          {t("testPageLink.open")}
        </a>
        {may && (
          <>
            <Button look="ghost" size="small" onClick={() => setDialog("renew")}>
              {t("testPageLink.renewLink")}
            </Button>
            <Button look="ghost" size="small" onClick={() => setDialog("end")}>
              {t("testPageLink.endLink")}
            </Button>
          </>
        )}
      </div>
      <ConfirmDialog
        open={dialog === "renew"}
        onClose={() => setDialog(null)}
        title={t("testPageLink.renewTitle")}
        sentence={t("testPageLink.renewSentence")}
        action={t("testPageLink.renewLink")}
        onConfirm={() => shareTestPage(agentId)}
      />
      <ConfirmDialog
        open={dialog === "end"}
        onClose={() => setDialog(null)}
        title={t("testPageLink.endTitle")}
        sentence={t("testPageLink.endSentence")}
        action={t("testPageLink.endLink")}
        onConfirm={() => endTestPage(agentId)}
      />
    </div>
  );
}
