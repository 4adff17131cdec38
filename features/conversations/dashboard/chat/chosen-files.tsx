import { FileText, Image, RotateCw, X } from "lucide-react";
import { Button } from "#browser/ui/button.tsx";
import { formatBytes } from "#browser/ui/format.ts";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { t } from "../messages.ts";
import type { Attachments, ChosenFile } from "./use-attachments.ts";

/** The files of a reply that is being written: how far each is, and what is wrong with it. */
export function ChosenFiles({ attachments, onRemoved }: { attachments: Attachments; onRemoved: () => void }) {
  if (attachments.chosen.length === 0) return null;
  return (
    <ul aria-label={t("chosenFiles.label")} className="mx-1.5 mt-1 divide-y rounded-sm bg-sunken px-2">
      {attachments.chosen.map((one) => (
        <Row
          key={one.key}
          chosen={one}
          onRetry={() => attachments.retry(one)}
          onRemove={() => {
            attachments.remove(one);
            onRemoved();
          }}
        />
      ))}
    </ul>
  );
}

function Row({ chosen: { file, state }, onRetry, onRemove }: { chosen: ChosenFile; onRetry: () => void; onRemove: () => void }) {
  const Icon = file.type.startsWith("image/") ? Image : FileText;
  return (
    <li className="flex min-h-10 items-center gap-2 py-1 text-sm">
      <Icon aria-hidden className={state.is === "failed" ? "size-4 shrink-0 text-bad" : "size-4 shrink-0 text-soft"} />
      <div className="min-w-0 flex-1">
        <p className="flex gap-1.5">
          <bdi className="truncate" title={file.name}>
            {file.name}
          </bdi>
          <span className="shrink-0 text-soft tabular-nums">{formatBytes(file.size)}</span>
        </p>
        {state.is === "failed" && (
          <p role="alert" className="text-bad">
            {state.sentence}
          </p>
        )}
      </div>
      {state.is === "sending" && <ProgressBar label={t("chosenFiles.sending", { name: file.name })} value={state.share} />}
      {state.is === "failed" && state.canRetry && (
        <Button
          look="ghost"
          size="small"
          square
          icon={RotateCw}
          aria-label={t("chosenFiles.retry", { name: file.name })}
          onClick={onRetry}
        />
      )}
      <Button look="ghost" size="small" square icon={X} aria-label={t("chosenFiles.remove", { name: file.name })} onClick={onRemove} />
    </li>
  );
}
