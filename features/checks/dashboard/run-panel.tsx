import { useQuery } from "@tanstack/react-query";
import { Play, Square } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { formatDollars } from "#browser/ui/format.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { CheckRun } from "../contract.ts";
import { planQuery, useCheckActions } from "./checks.ts";
import { t } from "./messages.ts";

/** How the last run went or how far it is, what changed in the knowledge since, and the way to the next run. */
export function RunPanel({ run }: { run: CheckRun | null }) {
  const may = useCan()("check:run");
  const { stop } = useCheckActions();
  const isRunning = run?.status === "running";
  const { start, preview, dialog } = useStart(run);
  const changed = isRunning ? 0 : (preview?.sources_changed ?? 0);
  return (
    <section aria-label={t("runPanel.label")} className="mb-4 flex flex-col gap-3">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div aria-live="polite">{isRunning ? <Progress run={run} /> : <Summary run={run} />}</div>
        {may && isRunning && (
          <Button icon={Square} onClick={() => void stop(run.id).catch(sayWhy)}>
            {t("runPanel.stop")}
          </Button>
        )}
        {may && !isRunning && (
          <Button icon={Play} onClick={start}>
            {t("runPanel.run")}
          </Button>
        )}
      </div>
      {run?.error && <Banner tone="bad">{run.error.message}</Banner>}
      {changed > 0 && (
        <Banner
          action={
            may && (
              <button type="button" onClick={start}>
                {t("runPanel.runAgain")}
              </button>
            )
          }
        >
          {t("runPanel.changed", { count: changed })}
        </Banner>
      )}
      {dialog}
    </section>
  );
}

/** Starts a run; where a model answers, what that costs is said first. */
function useStart(run: CheckRun | null) {
  const { run: begin } = useCheckActions();
  const planned = planQuery(useOrganizationId(), useProjectId(), run);
  const { data: preview, refetch } = useQuery(planned);
  const [isAsking, setAsking] = useState(false);
  async function start() {
    const now = (await refetch()).data;
    if (now && now.by_model > 0) setAsking(true);
    else await begin();
  }
  const dialog = (
    <ConfirmDialog
      open={isAsking}
      onClose={() => setAsking(false)}
      look="primary"
      title={t("runPanel.costTitle", { count: preview?.checks ?? 0 })}
      sentence={t("runPanel.cost", {
        count: preview?.by_model ?? 0,
        tokens: preview?.tokens ?? 0,
        cost: costWords(preview?.cost_usd ?? null),
      })}
      action={t("runPanel.run")}
      onConfirm={begin}
    />
  );
  return { start: () => void start().catch(sayWhy), preview, dialog };
}

function Progress({ run }: { run: CheckRun }) {
  const done = answeredBy(run);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <ProgressBar label={t("runPanel.running")} value={run.total === 0 ? null : Math.min(1, done / run.total)} />
      <span className="text-sm text-soft tabular-nums">{t("runPanel.asked", { done, total: run.total })}</span>
    </div>
  );
}

function Summary({ run }: { run: CheckRun | null }) {
  if (!run) return <p className="text-soft">{t("runPanel.never")}</p>;
  const failing = run.failed - run.newly_failing;
  const passing = run.passed - run.newly_passing;
  const counts: [number, string][] = [
    [run.newly_passing, t("runPanel.newlyPassing", { count: run.newly_passing })],
    [failing, t("runPanel.failing", { count: failing })],
    [run.unanswered, t("runPanel.unanswered", { count: run.unanswered })],
    [passing, t("runPanel.passing", { count: passing })],
  ];
  const said = counts.filter(([count]) => count > 0).map(([, words]) => words);
  if (run.status === "stopped") said.push(t("runPanel.stopped", { done: answeredBy(run), total: run.total }));
  return (
    <p className="flex flex-wrap gap-x-2.5 gap-y-1 tabular-nums">
      <span className="text-soft">
        {t("runPanel.last")} <Ago time={run.ended_at ?? run.created_at} />
      </span>
      {run.newly_failing > 0 && <span className="font-medium text-bad">{t("runPanel.newlyFailing", { count: run.newly_failing })}</span>}
      {said.map((words) => (
        <span key={words}>{words}</span>
      ))}
    </p>
  );
}

const answeredBy = ({ passed, failed, unanswered }: CheckRun) => passed + failed + unanswered;

const sayWhy = (error: unknown) => toast.error(messageOf(error));

const costWords = (dollars: number | null) => (dollars === null ? "unknown" : formatDollars(dollars));
