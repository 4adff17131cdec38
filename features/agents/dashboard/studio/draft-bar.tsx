import { languageOfDates } from "#browser/catalog.ts";
import { Check, CircleAlert, GitCompareArrows, LoaderCircle } from "lucide-react";
import { useState, type ReactNode } from "react";
import { cn } from "#browser/ui/cn.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import type { Agent } from "../../contract.ts";
import type { AgentDraft } from "../../contract/versions.ts";
import { t } from "../messages.ts";
import { PublishDialog } from "./publish-dialog.tsx";
import { settingLabels } from "./setting-words.ts";
import { useStudioActions } from "./studio-query.ts";
import type { DraftForm, Saving } from "./use-draft-form.ts";

const list = new Intl.ListFormat(languageOfDates);

/** What of the draft is not published, whether it is saved, and what publishes it. */
export function DraftBar({
  agent,
  draft,
  draftForm,
  may,
  checks,
}: {
  agent: Agent;
  draft: AgentDraft;
  draftForm: DraftForm;
  may: boolean;
  /** How the draft answers checks. */
  checks: ReactNode;
}) {
  const { saving, save, useTheirs, keepMine } = draftForm;
  const [dialog, setDialog] = useState<"publish" | "discard" | null>(null);
  const { discard } = useStudioActions(agent.id);
  const count = draft.changed.length;
  const isUnsaved = saving.state === "conflict" || saving.state === "failed" || saving.state === "invalid";
  const labels = draft.changed.map((name) => settingLabels[name as keyof typeof settingLabels] ?? name);

  async function openPublish() {
    const saved = await save();
    if (saved && saved.changed.length > 0) setDialog("publish");
  }

  return (
    <div
      className={cn(
        "mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-accent-soft px-4 py-2.5",
        // Wherever on the page somebody types, they see that it is not kept.
        isUnsaved && "sticky top-2 z-10 shadow-md",
      )}
    >
      <GitCompareArrows aria-hidden className="size-4 shrink-0 text-accent" />
      <p className="min-w-0 flex-1 basis-52">
        <b className="font-semibold">
          {count > 0 ? t("draftBar.count", { count }) : isUnsaved ? t("draftBar.unsaved") : t("draftBar.nothing")}
        </b>
        {count > 0 && <span className="text-soft"> · {list.format(labels)}</span>}
      </p>
      <SavingState saving={saving} onRetry={() => void save()} />
      {saving.state === "conflict" && (
        <span className="flex gap-2">
          <Button size="small" onClick={useTheirs}>
            {t("draftBar.useTheirs")}
          </Button>
          <Button size="small" onClick={keepMine}>
            {t("draftBar.keepMine")}
          </Button>
        </span>
      )}
      {checks}
      {may && count > 0 && (
        <Button size="small" look="ghost" onClick={() => setDialog("discard")}>
          {t("draftBar.discard")}
        </Button>
      )}
      {may && (
        <Button size="small" look="primary" disabled={count === 0 && saving.state === "saved"} onClick={() => void openPublish()}>
          {t("draftBar.publish")}
        </Button>
      )}
      <PublishDialog agent={agent} draft={draft} open={dialog === "publish"} onClose={() => setDialog(null)} />
      <ConfirmDialog
        open={dialog === "discard"}
        onClose={() => setDialog(null)}
        title={t("draftBar.discardTitle")}
        sentence={t("draftBar.discardSentence", { fields: list.format(labels) })}
        action={t("draftBar.discard")}
        onConfirm={() => discard(draft.version)}
      />
    </div>
  );
}

function SavingState({ saving, onRetry }: { saving: Saving; onRetry: () => void }) {
  return (
    <span role="status" className="flex items-center gap-1.5 text-sm text-soft">
      {saving.state === "saved" && (
        <>
          <Check aria-hidden className="size-4" />
          {t("draftBar.saved")}
        </>
      )}
      {saving.state === "saving" && (
        <>
          <LoaderCircle aria-hidden className="size-4 motion-safe:animate-spin" />
          {t("draftBar.saving")}
        </>
      )}
      {(saving.state === "invalid" || saving.state === "conflict" || saving.state === "failed") && (
        <span className="flex items-center gap-1.5 text-bad">
          <CircleAlert aria-hidden className="size-4" />
          {saving.state === "invalid" && t("draftBar.invalid")}
          {saving.state === "conflict" &&
            t("draftBar.conflict", { by: saving.by, fields: list.format(saving.names.map((name) => settingLabels[name])) })}
          {saving.state === "failed" && saving.message}
        </span>
      )}
      {saving.state === "failed" && (
        <Button size="small" onClick={onRetry}>
          {t("draftBar.tryAgain")}
        </Button>
      )}
    </span>
  );
}
