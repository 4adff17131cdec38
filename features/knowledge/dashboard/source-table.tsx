import { Link } from "@tanstack/react-router";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { asOpened } from "#browser/ui/opened.ts";
import { Button } from "#browser/ui/button.tsx";
import { formatBytes, formatNumber } from "#browser/ui/format.ts";
import { sortingOf, sortOf, Table, type Column } from "#browser/ui/table.tsx";
import type { Choice } from "#browser/ui/use-choice.ts";
import { phone, useMediaQuery } from "#browser/ui/use-media-query.ts";
import { FileChooser } from "#browser/ui/file-chooser.tsx";
import { fileEndings, SourceSort, type Source } from "../contract.ts";
import { t } from "./messages.ts";
import { looksOf } from "./source-looks.ts";
import { SourceMenu } from "./source-menu.tsx";
import { MeaningProgress, SourceBadge, SourceStanding, SourceWarnings } from "./source-status.tsx";
import { useSourceActions } from "./sources.ts";

/** What the knowledge base reads, how each stands, and what can be done with it. */
export function SourceTable({
  sources,
  onReplace,
  sort,
  onSort,
  choice,
}: {
  sources: readonly Source[];
  onReplace: Replace;
  sort: SourceSort;
  onSort: (sort: SourceSort) => void;
  choice: Choice<Source>;
}) {
  return (
    <Table
      label={t("sourceTable.files")}
      columns={columnsOf(onReplace)}
      rows={sources}
      rowKey={({ id }) => id}
      sorting={sortingOf(sort)}
      onSort={(sorting) => onSort(SourceSort.parse(sortOf(sorting)))}
      choice={choice}
      nameOf={({ name }) => name}
    />
  );
}

type Replace = (source: Source, files: File[]) => void;
type CellProps = { source: Source; onReplace: Replace };

function columnsOf(onReplace: Replace): Column<Source>[] {
  return [
    {
      id: "name",
      head: t("sourceTable.name"),
      sort: "ascending",
      phone: "title",
      cell: (source) => <Name source={source} onReplace={onReplace} />,
    },
    {
      id: "status",
      head: t("sourceTable.status"),
      sort: "ascending",
      phone: "right",
      width: "33%",
      cell: (source) => <Status source={source} />,
    },
    {
      id: "passage_count",
      head: t("sourceTable.passages"),
      sort: "descending",
      align: "right",
      phone: "hidden",
      cell: ({ passage_count: count }) => <span className="text-soft">{count === 0 ? "–" : formatNumber(count)}</span>,
    },
    {
      id: "size_bytes",
      head: t("sourceTable.size"),
      sort: "descending",
      align: "right",
      phone: "hidden",
      cell: (source) => <span className="whitespace-nowrap text-soft">{source.size_bytes > 0 ? formatBytes(source.size_bytes) : "–"}</span>,
    },
    {
      id: "actions",
      head: <span className="sr-only">{t("sourceTable.actions")}</span>,
      align: "right",
      phone: "right",
      cell: (source) => <Actions source={source} onReplace={onReplace} />,
    },
  ];
}

function Name({ source, onReplace }: CellProps) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const isPhone = useMediaQuery(phone);
  const { icon: Icon, label, tab } = looksOf(source);
  return (
    <div className="flex min-w-0 items-start gap-2.5">
      <Icon aria-label={label} className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <Link
          to="/organizations/$organizationId/projects/$projectId/knowledge"
          params={{ organizationId, projectId }}
          search={{ tab, source: source.id }}
          {...asOpened}
          resetScroll={false}
          title={source.name}
          dir="auto"
          className="line-clamp-2 text-left rounded-sm font-medium [overflow-wrap:anywhere] hover:underline"
        >
          {source.name}
        </Link>
        {isPhone && (
          <div className="text-sm text-soft">
            {source.status === "synced" && source.has_file ? (
              <>
                {formatBytes(source.size_bytes)}
                <MeaningProgress source={source} />
                <SourceWarnings source={source} />
              </>
            ) : (
              <SourceStanding source={source} />
            )}
            {source.status === "failed" && (
              <div className="py-1.5">
                <Mend source={source} onReplace={onReplace} />
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function Status({ source }: { source: Source }) {
  const isPhone = useMediaQuery(phone);
  if (isPhone) return <SourceBadge source={source} />;
  return (
    <div className="flex items-center gap-2.5">
      <SourceBadge source={source} />
      <span className="text-sm text-soft">
        <SourceStanding source={source} />
      </span>
    </div>
  );
}

function Actions({ source, onReplace }: CellProps) {
  const isPhone = useMediaQuery(phone);
  return (
    <div className="flex items-center justify-end gap-1">
      {!isPhone && source.status === "failed" && <Mend source={source} onReplace={onReplace} />}
      <SourceMenu source={source} onReplace={onReplace} />
    </div>
  );
}

/** The way out of a failure: another file where this one is at fault, another try where that can help. */
function Mend({ source, onReplace }: CellProps) {
  const can = useCan();
  const { sync } = useSourceActions();
  if (!can("source:create") || !can("source:update")) return null;
  const { isReplaced } = looksOf(source);
  if (!isReplaced && !source.can_sync) return null;
  if (!isReplaced || source.error?.code === "interrupted" || source.error?.code === "too_slow") {
    return (
      <Button size="small" onClick={() => void sync(source.id).catch((error) => toast.error(messageOf(error)))}>
        {t("sourceTable.tryAgain")}
      </Button>
    );
  }
  return (
    <FileChooser
      label={t("sourceTable.anotherFile", { name: source.name })}
      accept={fileEndings}
      multiple={false}
      onFiles={(files) => onReplace(source, files)}
    >
      {(open) => (
        <Button size="small" onClick={open} aria-label={t("sourceTable.replaceName", { name: source.name })}>
          {t("sourceTable.replace")}
        </Button>
      )}
    </FileChooser>
  );
}
