import { useQuery } from "@tanstack/react-query";
import { CircleOff, ListChecks, Pencil } from "lucide-react";
import { useState } from "react";
import { ApiError } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { Button } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Sheet } from "#browser/ui/sheet.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { GivenOutcomeBadge } from "#features/answering/dashboard/given-outcome.tsx";
import { TriedPassage } from "#features/answering/dashboard/tried-passage.tsx";
import { usedAs } from "#features/answering/dashboard/used-as.ts";
import { WhyList } from "#features/answering/dashboard/why-list.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { CheckAnswer, CheckDetail } from "../contract.ts";
import { CheckDialog } from "./check-dialog.tsx";
import { ChangeBadge, expectedOf, sayVerdict } from "./check-words.tsx";
import { checkQuery } from "./checks.ts";
import { t } from "./messages.ts";

/** A check with its last answer beside the one before it, and why it is what it is. */
export function CheckSheet({ checkId, onClose }: { checkId: string | undefined; onClose: () => void }) {
  return (
    <Sheet open={checkId !== undefined} onClose={onClose} title={t("checkSheet.title")}>
      {checkId !== undefined && <Shown key={checkId} checkId={checkId} />}
    </Sheet>
  );
}

function Shown({ checkId }: { checkId: string }) {
  const check = useQuery(checkQuery(useOrganizationId(), useProjectId(), checkId));
  if (check.error instanceof ApiError && check.error.status === 404)
    return (
      <div className="p-5">
        <EmptyState icon={CircleOff} title={t("checkSheet.gone")}>
          {t("checksTab.noMatchSentence")}
        </EmptyState>
      </div>
    );
  return (
    <div className="flex flex-col gap-5 p-5">
      <Loaded query={check} failure={t("checkSheet.failed")} permission="check:read" skeleton={<SkeletonRows />}>
        {(detail) => <Detail check={detail} />}
      </Loaded>
    </div>
  );
}

function Detail({ check }: { check: CheckDetail }) {
  const mayEdit = useCan()("check:update");
  const [isEditing, setEditing] = useState(false);
  const { last, before } = check;
  return (
    <>
      <div className="flex flex-col gap-3">
        <h3 dir="auto" className="text-base font-semibold [overflow-wrap:anywhere]">
          {check.question}
        </h3>
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm [overflow-wrap:anywhere]">
          <dt className="text-soft">{t("checkSheet.expected")}</dt>
          <dd>{expectedOf(check)}</dd>
          <dt className="text-soft">{t("checkSheet.answeredBy")}</dt>
          <dd dir="auto" className="text-left">
            {check.agent_name ?? t("checkColumns.builtIn")}
          </dd>
        </dl>
        {mayEdit && (
          <Button size="small" icon={Pencil} onClick={() => setEditing(true)} className="self-start">
            {t("checkSheet.edit")}
          </Button>
        )}
        <CheckDialog open={isEditing} check={check} onClose={() => setEditing(false)} />
      </div>
      {last === null ? (
        <EmptyState icon={ListChecks} title={t("checkSheet.notRun")}>
          {t("checkSheet.notRunSentence")}
        </EmptyState>
      ) : (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Answer name={t("checkSheet.now")} check={check} answer={last} isStrong />
            {before ? (
              <Answer name={t("checkSheet.before")} check={check} answer={before} />
            ) : (
              <p className="text-sm text-soft sm:pt-8">{t("checkSheet.noneBefore")}</p>
            )}
          </div>
          {last.why && (
            <>
              <WhyList why={last.why} />
              <section aria-label={t("checkSheet.passages")} className="flex flex-col gap-3">
                {last.why.found.map((passage) => (
                  <TriedPassage
                    key={passage.chunk_id}
                    passage={passage}
                    isSure={passage.confidence >= last.why!.threshold}
                    used={usedAs(passage, last)}
                  />
                ))}
              </section>
            </>
          )}
        </>
      )}
    </>
  );
}

function Answer({ name, check, answer, isStrong = false }: { name: string; check: CheckDetail; answer: CheckAnswer; isStrong?: boolean }) {
  const sources = [...new Set(answer.citations.map(({ title }) => title))];
  return (
    <section aria-label={name} className={cn("flex min-w-0 flex-col items-start gap-2 rounded-md border p-4", isStrong && "bg-sunken")}>
      <h4 className="text-sm font-semibold">
        {name}{" "}
        <span className="font-normal text-soft">
          · <Ago time={answer.created_at} />
        </span>
      </h4>
      <div className="flex flex-wrap gap-1.5">
        {isStrong && <ChangeBadge last={answer} />}
        {answer.outcome && <GivenOutcomeBadge outcome={answer.outcome} />}
      </div>
      <p className="text-sm text-soft [overflow-wrap:anywhere]">
        {answer.outdated ? sayOutdated(check, answer) : sayVerdict(answer.verdict, check)}
      </p>
      {answer.answer === "" ? (
        <p className="text-soft">{t("checkSheet.noAnswer")}</p>
      ) : (
        <p dir="auto" className="w-full text-left break-words whitespace-pre-wrap">
          {answer.answer}
        </p>
      )}
      {sources.length > 0 && (
        <p className="text-sm text-soft [overflow-wrap:anywhere]">
          {t("checkSheet.sources")}: <bdi>{sources.join(", ")}</bdi>
        </p>
      )}
    </section>
  );
}

/** What an answer was measured by is not what the check says now. */
function sayOutdated({ question }: CheckDetail, answer: CheckAnswer): string {
  return answer.question === question ? t("checkSheet.outdatedExpectation") : t("checkSheet.outdated", { question: answer.question });
}
