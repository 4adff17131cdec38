import { BookOpenText, ClipboardPaste, FileUp, Globe, Lock, MessageSquareQuote, type LucideIcon } from "lucide-react";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { FileChooser } from "#browser/ui/file-chooser.tsx";
import { fileEndings } from "../contract.ts";
import { fileRule } from "./check-file.ts";
import { t } from "./messages.ts";
import { useSourceActions } from "./sources.ts";

/** The ways to give the agents something to answer from. */
export function AddTab({
  onFiles,
  onAdd,
  onAdded,
}: {
  onFiles: (files: File[]) => void;
  /** Opens the dialog of this name. */
  onAdd: (dialog: "text" | "domains" | "urls" | "answer") => void;
  onAdded: () => void;
}) {
  const may = useCan()("source:create");
  const whoMay = useWhoMay();
  if (!may) {
    return (
      <EmptyState icon={Lock} title={t("addTab.refusedTitle")}>
        {whoMay("source:create", (roles) => t("addTab.whoMay", { roles }))}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <FileChooser label={t("addTab.files")} accept={fileEndings} onFiles={onFiles}>
        {(open) => (
          <button
            type="button"
            onClick={open}
            className="group flex flex-col items-center rounded-lg border border-dashed border-line-strong bg-surface px-6 py-12 text-center transition-colors duration-150 hover:border-accent hover:bg-accent-soft md:col-span-2"
          >
            <FileUp aria-hidden className="size-8 text-soft transition-colors duration-150 group-hover:text-accent" strokeWidth={1.5} />
            {/* Nothing is dropped with a finger. */}
            <span className="mt-3 text-lg font-semibold pointer-coarse:hidden">{t("addTab.dropFilesHere")}</span>
            <span className="mt-3 hidden text-lg font-semibold pointer-coarse:block">{t("addTab.chooseFiles")}</span>
            <span className="mt-1 text-soft pointer-coarse:hidden">
              {t.rich("addTab.orChoose", {
                fileRule,
                choose: (text) => <span className="font-medium text-accent underline underline-offset-2">{text}</span>,
              })}
            </span>
            <span className="mt-1 hidden text-soft pointer-coarse:block">{t("addTab.severalAtOnce", { fileRule })}</span>
          </button>
        )}
      </FileChooser>
      <Way
        icon={Globe}
        title={t("addTab.website")}
        sentence={t("addTab.websiteSentence")}
        action={
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => onAdd("domains")}>{t("knowledgePage.addDomains")}</Button>
            <Button onClick={() => onAdd("urls")}>{t("knowledgePage.addUrls")}</Button>
          </div>
        }
      />
      <Way
        icon={MessageSquareQuote}
        title={t("addTab.anAnswer")}
        sentence={t("addTab.anAnswerSentence")}
        action={<Button onClick={() => onAdd("answer")}>{t("knowledgePage.addAnAnswer")}</Button>}
      />
      <Way
        icon={ClipboardPaste}
        title={t("addTab.aText")}
        sentence={t("addTab.aTextSentence")}
        action={<Button onClick={() => onAdd("text")}>{t("addTab.pasteText")}</Button>}
      />
      <Way
        icon={BookOpenText}
        title={t("addTab.sampleDocument")}
        sentence={t("addTab.sampleSentence")}
        action={<SampleButton onAdded={onAdded} />}
      />
    </div>
  );
}

/** Adds the sample with one click. */
export function SampleButton({ onAdded }: { onAdded: () => void }) {
  const { addSample } = useSourceActions();
  const [pending, setPending] = useState(false);
  async function add() {
    setPending(true);
    try {
      await addSample();
      onAdded();
    } catch (error) {
      toast.error(messageOf(error));
    } finally {
      setPending(false);
    }
  }
  return (
    <Button pending={pending} onClick={() => void add()}>
      {t("addTab.useSample")}
    </Button>
  );
}

function Way({ icon: Icon, title, sentence, action }: { icon: LucideIcon; title: string; sentence: string; action: ReactNode }) {
  return (
    <Card className="flex flex-col items-start gap-1 p-5">
      <h2 className="flex items-center gap-2 font-semibold">
        <Icon aria-hidden className="size-4 text-soft" />
        {title}
      </h2>
      <p className="mb-3 text-soft">{sentence}</p>
      <div className="mt-auto">{action}</div>
    </Card>
  );
}
