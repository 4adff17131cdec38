import { FileText, X } from "lucide-react";
import { Button } from "#browser/ui/button.tsx";
import { formatBytes } from "#browser/ui/format.ts";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { t } from "./messages.ts";
import type { UploadItem } from "./use-upload.ts";

/** One chosen file: name, size, and its state. */
export function UploadRow({ item: { file, state }, isSending, onRemove }: { item: UploadItem; isSending: boolean; onRemove: () => void }) {
  const isWrong = state.is === "refused" || state.is === "failed";
  return (
    <li className="flex min-h-14 items-center gap-3 py-2">
      <FileText aria-hidden className={isWrong ? "size-4 shrink-0 text-bad" : "size-4 shrink-0 text-soft"} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={file.name}>
          {file.name}
        </p>
        <p className="text-sm text-soft">
          <span className="tabular-nums">{formatBytes(file.size)}</span>
          {isWrong && <span className="text-bad"> · {state.sentence}</span>}
          {state.is === "stored" && state.note !== null && ` · ${state.note}`}
        </p>
      </div>
      {state.is === "sending" && <ProgressBar label={file.name} value={state.share} />}
      {state.is === "waiting" && <span className="text-sm text-soft">{t("uploadRow.waiting")}</span>}
      {state.is === "stored" && <StatusBadge tone="good">{t("uploadRow.uploaded")}</StatusBadge>}
      {!isSending && state.is !== "stored" && (
        <Button look="ghost" size="small" square icon={X} aria-label={t("uploadRow.remove", { name: file.name })} onClick={onRemove} />
      )}
    </li>
  );
}
