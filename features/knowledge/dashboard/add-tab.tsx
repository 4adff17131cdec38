import { BookOpenText, ClipboardPaste, FileUp, Lock, type LucideIcon } from "lucide-react";
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
import { useSourceActions } from "./sources.ts";

/** The ways to give the agents something to answer from. */
export function AddTab({ onFiles, onPaste, onAdded }: { onFiles: (files: File[]) => void; onPaste: () => void; onAdded: () => void }) {
  const may = useCan()("source:create");
  const whoMay = useWhoMay();
  if (!may) {
    return (
      <EmptyState icon={Lock} title="You cannot add knowledge">
        {whoMay("source:create", "add knowledge", "What they add appears under Files, where you can try questions on it.")}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <FileChooser label="Files" accept={fileEndings} onFiles={onFiles}>
        {(open) => (
          <button
            type="button"
            onClick={open}
            className="group flex flex-col items-center rounded-lg border border-dashed border-line-strong bg-surface px-6 py-12 text-center transition-colors duration-150 hover:border-accent hover:bg-accent-soft md:col-span-2"
          >
            <FileUp aria-hidden className="size-8 text-soft transition-colors duration-150 group-hover:text-accent" strokeWidth={1.5} />
            {/* Nothing is dropped with a finger. */}
            <span className="mt-3 text-lg font-semibold pointer-coarse:hidden">Drop files here</span>
            <span className="mt-3 hidden text-lg font-semibold pointer-coarse:block">Choose files</span>
            <span className="mt-1 text-soft pointer-coarse:hidden">
              or <span className="font-medium text-accent underline underline-offset-2">choose them</span>, several at once. {fileRule}.
            </span>
            <span className="mt-1 hidden text-soft pointer-coarse:block">Several at once. {fileRule}.</span>
          </button>
        )}
      </FileChooser>
      <Way
        icon={ClipboardPaste}
        title="A text"
        sentence="Opening hours, answers from your mails, anything that is not written down elsewhere."
        action={<Button onClick={onPaste}>Paste text</Button>}
      />
      <Way
        icon={BookOpenText}
        title="The sample document"
        sentence="The help centre of an invented shop, to see an agent answer before you have your own at hand."
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
      Use the sample document
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
