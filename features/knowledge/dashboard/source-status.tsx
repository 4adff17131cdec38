import { translate } from "#browser/translate.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import type { Source } from "../contract.ts";
import { t } from "./messages.ts";

/** The state's word alone. */
export function SourceBadge({ source: { status } }: { source: Source }) {
  if (status === "processing") return <StatusBadge tone="accent">{t("sourceStatus.processing")}</StatusBadge>;
  if (status === "stopped") return <StatusBadge tone="warn">{t("sourceStatus.stopped")}</StatusBadge>;
  return status === "synced" ? (
    <StatusBadge tone="good">{t("sourceStatus.synced")}</StatusBadge>
  ) : (
    <StatusBadge tone="bad">{t("sourceStatus.failed")}</StatusBadge>
  );
}

/** What is beside the word: how far, since when, or why. */
export function SourceStanding({ source }: { source: Source }) {
  if (source.status === "processing")
    return <ProgressBar label={t("sourceStatus.processingSource", { name: source.name })} value={source.progress / 100} />;
  if (source.status === "failed") return translate(source.error?.message ?? "");
  return (
    <>
      {source.synced_at && <Ago time={source.synced_at} />}
      <MeaningProgress source={source} />
      <SourceWarnings source={source} />
    </>
  );
}

/** Vectors follow behind the words, by which the source is found already. */
export function MeaningProgress({ source: { meaning_progress: progress } }: { source: Source }) {
  return progress !== null && <span title={t("sourceStatus.meaningHint")}>{` · ${t("sourceStatus.meaning", { percent: progress })}`}</span>;
}

/** How much of a source could not be read, and which one is the same, is said where it is opened. */
export function SourceWarnings({ source: { warnings, duplicate_of } }: { source: Source }) {
  return (
    <>
      {warnings.length > 0 && <span className="text-warn">{` · ${t("sourceStatus.warned", { count: warnings.length })}`}</span>}
      {duplicate_of && <span className="text-warn">{` · ${t("sourceStatus.duplicate")}`}</span>}
    </>
  );
}
