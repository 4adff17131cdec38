import { FileText, X } from "lucide-react";
import { Button } from "#browser/ui/button.tsx";
import { formatBytes } from "#browser/ui/format.ts";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { t } from "./messages.ts";
import { DuplicateChoice } from "./duplicate-choice.tsx";
import type { UploadItem } from "./use-upload.ts";

/** One chosen file: name, size, and its state. */
export function UploadRow({
  item: { name, size, state },
  isSending,
  onRemove,
  onSettle,
}: {
  item: UploadItem;
  isSending: boolean;
  onRemove: () => void;
  /** Gets what was chosen for a file that is the same as another source. */
  onSettle: (done: string) => void;
}) {
  const isWrong = state.is === "refused" || state.is === "failed" || state.is === "unfinished";
  const twin = state.is === "stored" ? state.duplicateOf : null;
  return (
    <li className="flex min-h-14 items-center gap-3 py-2">
      <FileText aria-hidden className={isWrong ? "size-4 shrink-0 text-bad" : "size-4 shrink-0 text-soft"} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={name}>
          {name}
        </p>
        <p className="text-sm text-soft">
          <span className="tabular-nums">{formatBytes(size)}</span>
          {(state.is === "refused" || state.is === "failed") && <span className="text-bad"> · {state.sentence}</span>}
          {state.is === "unfinished" && <span className="text-bad"> · {t("uploadRow.unfinished")}</span>}
          {state.is === "stored" && state.note !== null && ` · ${state.note}`}
          {twin && <span className="text-warn"> · {t("uploadRow.sameContent", { name: twin.name })}</span>}
        </p>
        {twin && state.is === "stored" && (
          <div className="mt-1.5">
            <DuplicateChoice sourceId={state.sourceId} name={name} twin={twin} onChosen={onSettle} />
          </div>
        )}
      </div>
      {state.is === "sending" && <ProgressBar label={name} value={state.share} />}
      {state.is === "waiting" && <span className="text-sm text-soft">{t("uploadRow.waiting")}</span>}
      {state.is === "stored" && state.note === null && <StatusBadge tone="good">{t("uploadRow.uploaded")}</StatusBadge>}
      {!isSending && state.is !== "stored" && (
        <Button look="ghost" size="small" square icon={X} aria-label={t("uploadRow.remove", { name })} onClick={onRemove} />
      )}
    </li>
  );
}
