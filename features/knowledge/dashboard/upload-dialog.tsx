import { Plus } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { formatBytes } from "#browser/ui/format.ts";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import { FileChooser } from "#browser/ui/file-chooser.tsx";
import { fileEndings } from "../contract.ts";
import { fileRule } from "./check-file.ts";
import { t } from "./messages.ts";
import { UploadRow } from "./upload-row.tsx";
import { isSendable, type Upload, type UploadItem } from "./use-upload.ts";

/**
 * The chosen files before they are sent, on their way, and what became of each. It closes by itself when all of them
 * are stored and there is nothing to say about any; `onDone` leads to where they stand then.
 */
export function UploadDialog({ upload, onDone }: { upload: Upload; onDone: () => void }) {
  const { items, isSending, replaces } = upload;
  const stored = items.filter(({ state }) => state.is === "stored");
  const sendable = items.filter(isSendable);
  const isSmooth = items.length > 0 && items.every(({ state }) => state.is === "stored" && state.note === null && !state.duplicateOf);

  function close() {
    if (isSending) return upload.stop();
    upload.clear();
    if (stored.length > 0) onDone();
  }
  const closeWhenSmooth = useEffectEvent(close);
  useEffect(() => {
    if (isSmooth && !isSending) closeWhenSmooth();
  }, [isSmooth, isSending]);

  return (
    <Dialog
      open={items.length > 0}
      onClose={close}
      title={replaces ? t("uploadDialog.replace", { name: replaces.name }) : t("uploadDialog.uploadFiles")}
      sentence={replaces ? t("uploadDialog.replaceSentence") : fileRule}
    >
      <DialogBody>
        <ul
          aria-label={t("uploadDialog.chosenFiles")}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keyboard too
          tabIndex={0}
          className="-mx-2 max-h-[45vh] divide-y overflow-y-auto px-2"
        >
          {items.map((item) => (
            <UploadRow
              key={item.id}
              item={item}
              isSending={isSending}
              onRemove={() => upload.drop(item.id)}
              onSettle={(done) => upload.settle(item.id, done)}
            />
          ))}
        </ul>
        {isSending ? (
          <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-soft">
            <span>
              {t("uploadDialog.progress", {
                stored: stored.length,
                all: items.filter(({ state }) => state.is !== "refused" && state.is !== "unfinished").length,
              })}
            </span>
            <ProgressBar label={t("uploadDialog.allFiles")} value={shareOf(items)} />
          </div>
        ) : (
          <div className="flex items-center justify-between gap-2 text-sm text-soft">
            <span role="status">{summaryOf(items)}</span>
            {!replaces && (
              <FileChooser label={t("uploadDialog.moreFiles")} accept={fileEndings} onFiles={(files) => upload.add(files)}>
                {(open) => (
                  <Button look="ghost" size="small" icon={Plus} onClick={open}>
                    {t("uploadDialog.addMore")}
                  </Button>
                )}
              </FileChooser>
            )}
          </div>
        )}
      </DialogBody>
      <UnsavedChanges
        when={isSending}
        title={t("uploadDialog.leave")}
        sentence={t("uploadDialog.leaveSentence")}
        action={t("uploadDialog.stopAndLeave")}
      />
      <DialogActions>
        <Button onClick={close}>
          {isSending ? t("uploadDialog.stop") : stored.length > 0 ? t("uploadDialog.close") : t("uploadDialog.cancel")}
        </Button>
        {(isSending || sendable.length > 0) && (
          <Button look="primary" pending={isSending} onClick={() => void upload.send()}>
            {isSending ? t("uploadDialog.uploading") : labelOf(sendable)}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function labelOf(sendable: readonly UploadItem[]): string {
  if (sendable.every(({ state }) => state.is === "failed")) return t("uploadDialog.tryAgain");
  return t("uploadDialog.upload", { count: sendable.length });
}

/** How much of the bytes that are to be sent has been sent. */
function shareOf(items: readonly UploadItem[]): number {
  let sent = 0;
  let all = 0;
  for (const { size, state } of items) {
    if (state.is === "refused" || state.is === "unfinished") continue;
    all += size;
    sent += size * (state.is === "stored" ? 1 : state.is === "sending" ? state.share : 0);
  }
  return all === 0 ? 1 : sent / all;
}

function summaryOf(items: readonly UploadItem[]): string {
  const refused = items.filter(({ state }) => state.is === "refused").length;
  const stored = items.filter(({ state }) => state.is === "stored").length;
  const unfinished = items.filter(({ state }) => state.is === "unfinished").length;
  const rest = items.filter(isSendable);
  const says: string[] = [];
  if (stored > 0) says.push(t("uploadDialog.stored", { count: stored }));
  if (rest.length > 0)
    says.push(t("uploadDialog.ready", { count: rest.length, size: formatBytes(rest.reduce((sum, { size }) => sum + size, 0)) }));
  if (unfinished > 0) says.push(t("uploadDialog.unfinished", { count: unfinished }));
  if (refused > 0) says.push(t("uploadDialog.refused", { count: refused }));
  return says.join(" ");
}
