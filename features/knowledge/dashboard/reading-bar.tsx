import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { t } from "./messages.ts";
import { countQuery } from "./sources.ts";
import { countReading } from "./upload-record.ts";

/** How far the reading of several files is, all taken together. */
export function ReadingBar({ kind, all }: { kind: string; all: number }) {
  const projectId = useProjectId();
  const { data: processing } = useQuery(countQuery(useOrganizationId(), projectId, kind, "processing"));
  if (processing === undefined) return null;
  const reading = countReading(projectId, all, processing);
  if (processing === 0 || reading < 2) return null;
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-2 text-sm text-soft">
      <span>{t("readingBar.progress", { read: reading - processing, all: reading })}</span>
      <ProgressBar label={t("readingBar.label")} value={(reading - processing) / reading} />
    </div>
  );
}
