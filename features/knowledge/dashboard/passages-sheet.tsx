import { useQuery } from "@tanstack/react-query";
import { Download, FileQuestion } from "lucide-react";
import { Fragment, useState, type ComponentType } from "react";
import { toast } from "sonner";
import { ApiError } from "#browser/api/api-error.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { Banner } from "#browser/ui/banner.tsx";
import { buttonClasses } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { formatBytes } from "#browser/ui/format.ts";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { Sheet } from "#browser/ui/sheet.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import type { Source } from "../contract.ts";
import { t } from "./messages.ts";
import { DuplicateChoice } from "./duplicate-choice.tsx";
import { PassagePages } from "./passage-pages.tsx";
import { PassageText } from "./passage-text.tsx";
import { SourceBadge, SourceStanding } from "./source-status.tsx";
import { passagesQuery, sourceQuery, useSourceActions } from "./sources.ts";

/** What was read from a source, passage by passage: what its agents may quote. */
export function PassagesSheet({
  sourceId,
  onClose,
  WrittenQuestions,
}: {
  sourceId: string | undefined;
  onClose: () => void;
  /** What a feature below this one brings along. */
  WrittenQuestions: ComponentType<{ source: Source }>;
}) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const source = useQuery({ ...sourceQuery(organizationId, projectId, sourceId ?? ""), enabled: sourceId !== undefined });
  const { fileAddress } = useSourceActions();
  const isGone = source.error instanceof ApiError && source.error.status === 404;
  const { data } = source;
  return (
    <Sheet
      open={sourceId !== undefined}
      onClose={onClose}
      title={data?.name ?? (isGone ? t("passagesSheet.deleted") : t("passagesSheet.passages"))}
      sentence={
        data &&
        [t("passagesSheet.counted", { count: data.passage_count }), data.has_file && formatBytes(data.size_bytes)]
          .filter(Boolean)
          .join(" · ")
      }
    >
      {data ? (
        <div className="flex flex-col gap-4 p-5">
          <div className="flex flex-wrap items-center gap-2.5 text-sm text-soft">
            <SourceBadge source={data} />
            {data.status !== "failed" && <SourceStanding source={data} />}
            {data.has_file && (
              <a href={fileAddress(data.id)} download className={buttonClasses({ size: "small", className: "ml-auto" })}>
                <Download aria-hidden className="size-4" />
                {t("passagesSheet.download")}
              </a>
            )}
          </div>
          {data.status === "failed" && <Banner tone="bad">{data.error?.message}</Banner>}
          {data.duplicate_of && (
            <Banner tone="warn">
              <p className="mb-2">{t("passagesSheet.sameAs", { name: data.duplicate_of.name })}</p>
              <DuplicateChoice
                sourceId={data.id}
                name={data.name}
                twin={data.duplicate_of}
                onChosen={(done, choice) => {
                  toast(done);
                  if (choice !== "keep") onClose();
                }}
              />
            </Banner>
          )}
          {data.meaning_progress !== null && <Banner tone="info">{t("sourceStatus.meaningHint")}</Banner>}
          {data.warnings.map((warning) => (
            <Banner key={warning} tone="warn">
              {warning}
            </Banner>
          ))}
          {data.passage_count > 0 && (
            <Fragment key={data.id}>
              <WrittenQuestions source={data} />
              <Passages source={data} />
            </Fragment>
          )}
        </div>
      ) : isGone ? (
        <div className="p-5">
          <EmptyState icon={FileQuestion} title={t("passagesSheet.gone")}>
            {t("passagesSheet.goneSentence")}
          </EmptyState>
        </div>
      ) : source.isError ? (
        <div className="p-5">
          <ErrorState failure={t("passagesSheet.sourceFailed")} error={source.error} onRetry={() => void source.refetch()} />
        </div>
      ) : (
        <SkeletonPassages />
      )}
    </Sheet>
  );
}

function Passages({ source }: { source: Source }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const [page, setPage] = useState(1);
  const passages = useQuery(passagesQuery(organizationId, projectId, source, page));
  return (
    <PagedList
      query={passages}
      failure={t("passagesSheet.passagesFailed")}
      skeleton={<SkeletonPassages />}
      counted={(count) => t("passagesSheet.counted", { count })}
      page={page}
      onPage={setPage}
      empty={null}
    >
      {({ data, per_page: perPage }) => (
        <ol className="flex flex-col gap-4">
          {data.map(({ id, headings, text, places, questions }, index) => (
            <li key={id} className="flex gap-3">
              <span aria-hidden className="w-6 shrink-0 text-right text-sm text-soft tabular-nums">
                {(page - 1) * perPage + index + 1}
              </span>
              <div className="flex min-w-0 flex-1 flex-col gap-2">
                <PassageText headings={headings} text={text} />
                {places && source.has_file && <PassagePages source={source} places={places} />}
                {questions.length > 0 && <Questions questions={questions} />}
              </div>
            </li>
          ))}
        </ol>
      )}
    </PagedList>
  );
}

/** Apart from the passage, of which they are no part. */
function Questions({ questions }: { questions: readonly string[] }) {
  return (
    <div className="rounded-md bg-sunken px-3 py-2 text-sm text-soft">
      <p>{t("passagesSheet.alsoFoundBy")}</p>
      <ul className="list-disc pl-4">
        {questions.map((question) => (
          <li key={question} dir="auto" className="[overflow-wrap:anywhere]">
            {question}
          </li>
        ))}
      </ul>
    </div>
  );
}

function SkeletonPassages() {
  return (
    <div role="status" aria-label={t("passagesSheet.loading")} className="flex flex-col gap-5 p-5">
      {["w-full", "w-11/12", "w-4/5"].map((width) => (
        <div key={width} className="flex flex-col gap-2">
          <Skeleton className="h-3.5 w-1/3" />
          <Skeleton className="h-3.5 w-full" />
          <Skeleton className={`h-3.5 ${width}`} />
        </div>
      ))}
    </div>
  );
}
