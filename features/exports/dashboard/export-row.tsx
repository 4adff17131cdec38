import { Archive, Download, Ellipsis, RotateCw, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { formatBytes, formatDate, formatDateTime } from "#browser/ui/format.ts";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import type { Export } from "../contract.ts";
import { useExportActions } from "./exports-query.ts";
import { t } from "./messages.ts";

/** One export: when and by whom, its state, and what can be done next. */
export function ExportRow({ export: one, isNewest }: { export: Export; isNewest: boolean }) {
  const { fileAddress, begin } = useExportActions();
  const state = stateOf(one);
  const time = formatDateTime(one.created_at);
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 px-5 py-2.5">
      <Archive aria-hidden className="size-5 shrink-0 text-soft" strokeWidth={1.5} />
      <span className="min-w-0 flex-1 basis-44">
        <time dateTime={one.created_at} className="block font-medium">
          {time}
        </time>
        <span className="block text-sm break-words text-soft">{secondLine(one, state)}</span>
      </span>
      <span className="ml-8 flex basis-full items-center gap-2 sm:ml-0 sm:basis-auto">
        {state === "running" && <ProgressBar label={t("exportRow.exportOf", { time })} value={one.progress / 100} />}
        {state === "ready" && (
          <a
            href={fileAddress(one.id)}
            download
            aria-label={t("exportRow.downloadOf", { time })}
            className={buttonClasses({ size: "small" })}
          >
            <Download aria-hidden className="size-4" />
            {t("exportRow.download")}
          </a>
        )}
        {state === "expired" && <StatusBadge tone="plain">{t("exportRow.expired")}</StatusBadge>}
        {state === "failed" && <StatusBadge tone="bad">{t("exportRow.failed")}</StatusBadge>}
        {state === "failed" && isNewest && (
          <Button size="small" icon={RotateCw} onClick={() => void begin().catch((error: unknown) => toast.error(messageOf(error)))}>
            {t("exportRow.tryAgain")}
          </Button>
        )}
        <span className="ml-auto">
          <ExportMenu export={one} state={state} time={time} />
        </span>
      </span>
    </li>
  );
}

type State = Export["status"] | "expired";

function stateOf({ status, expires_at }: Export): State {
  return status === "ready" && expires_at !== null && Date.parse(expires_at) <= Date.now() ? "expired" : status;
}

function secondLine({ size_bytes, expires_at, holds_erased, requested_by_label: by, error }: Export, state: State): ReactNode {
  if (state === "failed") return <span className="text-bad">{error?.message}</span>;
  if (state === "running") return t("exportRow.inProgress", { by });
  const size = formatBytes(size_bytes ?? 0);
  if (state === "expired") return t("exportRow.removedOn", { size, date: formatDate(expires_at ?? ""), by });
  const until = t("exportRow.until", { size, date: formatDate(expires_at ?? ""), by });
  return holds_erased ? t("exportRow.holdsErased", { until }) : until;
}

const goings: Record<State, { label: string; title: string; sentence: string }> = {
  running: {
    label: t("exportRow.stopExport"),
    title: t("exportRow.stopTitle"),
    sentence: t("exportRow.stopSentence"),
  },
  ready: {
    label: t("exportRow.deleteArchive"),
    title: t("exportRow.deleteTitle"),
    sentence: t("exportRow.deleteSentence"),
  },
  expired: {
    label: t("exportRow.removeFromList"),
    title: t("exportRow.removeTitle"),
    sentence: t("exportRow.goneSentence"),
  },
  failed: {
    label: t("exportRow.removeFromList"),
    title: t("exportRow.removeTitle"),
    sentence: t("exportRow.noArchiveSentence"),
  },
};

function ExportMenu({ export: one, state, time }: { export: Export; state: State; time: string }) {
  const { remove } = useExportActions();
  const [isAsking, setAsking] = useState(false);
  const { label, title, sentence } = goings[state];
  return (
    <>
      <Menu trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("exportRow.actions", { time })} />}>
        <MenuItem icon={Trash2} danger onSelect={() => setAsking(true)}>
          {label}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={title}
        sentence={sentence}
        action={label}
        onConfirm={() => remove(one.id)}
      />
    </>
  );
}
