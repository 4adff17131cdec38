import { toast } from "sonner";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import type { Agent } from "../../contract.ts";
import { PublishDraft, type AgentDraft } from "../../contract/versions.ts";
import { t } from "../messages.ts";
import { Changes } from "./changes.tsx";
import { useStudioActions } from "./studio-query.ts";

/** What visitors will notice, before they do. */
export function PublishDialog({ agent, draft, open, onClose }: { agent: Agent; draft: AgentDraft; open: boolean; onClose: () => void }) {
  const { publish } = useStudioActions(agent.id);
  async function submit({ note }: { note?: string | null | undefined }) {
    const { number } = await publish(note ?? null, draft.version);
    onClose();
    toast(t("publishDialog.published", { number }));
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      width="wide"
      title={t("publishDialog.title", { number: agent.published_version + 1 })}
      sentence={t("publishDialog.sentence")}
      schema={PublishDraft}
      values={{ note: "" }}
      action={t("publishDialog.publish")}
      onSubmit={submit}
    >
      {({ control }) => (
        <>
          <Changes before={agent} after={draft.settings} />
          <TextArea control={control} name="note" label={t("publishDialog.note")} hint={t("publishDialog.noteHint")} rows={2} />
        </>
      )}
    </FormDialog>
  );
}
