import { useQuery } from "@tanstack/react-query";
import { Sparkles, Square, Trash2 } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import type { Source } from "#features/knowledge/contract.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { SourceQuestions } from "../contract.ts";
import { t } from "./messages.ts";
import { questionsQuery, useQuestionActions } from "./questions-query.ts";

type Props = { source: Source };

/** The questions that a model wrote for a source's passages, how far it is, and the way to have them written. */
export function WrittenQuestions({ source }: Props) {
  const known = useQuery(questionsQuery(useOrganizationId(), useProjectId(), source));
  const { data } = known;
  useShowWritten(source, data?.writing?.status === "running");
  if (known.isError) return <ErrorState failure={t("questions.failedToLoad")} error={known.error} onRetry={() => void known.refetch()} />;
  // Where there is no model and nothing was written, there is nothing to say.
  if (!data || data.passages === 0 || (data.model === null && data.questions === 0 && data.writing === null)) return null;
  return (
    <section aria-label={t("questions.label")} className="flex flex-col gap-3 rounded-md border p-4">
      {data.writing?.status === "running" ? (
        <Progress source={source} writing={data.writing} />
      ) : (
        <Standing source={source} questions={data} />
      )}
    </section>
  );
}

/** Has the passages read again once their questions are there. */
function useShowWritten(source: Source, isWriting: boolean): void {
  const { refresh } = useQuestionActions(source);
  const wasWriting = useRef(false);
  const look = useEffectEvent(() => {
    if (wasWriting.current && !isWriting) void refresh();
    wasWriting.current = isWriting;
  });
  useEffect(() => look(), [isWriting]);
}

function Progress({ source, writing }: Props & { writing: NonNullable<SourceQuestions["writing"]> }) {
  const may = useCan()("source:update");
  const { stop } = useQuestionActions(source);
  const done = Math.min(writing.total, writing.done + writing.failed);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div aria-live="polite" className="flex flex-wrap items-center gap-3">
        <span className="font-medium">{t("questions.writing")}</span>
        <ProgressBar label={t("questions.writing")} value={done / Math.max(1, writing.total)} />
        <span className="text-sm text-soft tabular-nums">{t("questions.progress", { done, total: writing.total })}</span>
      </div>
      {may && (
        <Button size="small" icon={Square} onClick={() => void stop().catch(sayWhy)}>
          {t("questions.stop")}
        </Button>
      )}
    </div>
  );
}

function Standing({ source, questions }: Props & { questions: SourceQuestions }) {
  const may = useCan()("source:update");
  const [asks, setAsks] = useState<"write" | "delete" | null>(null);
  const { write, remove } = useQuestionActions(source);
  const { without, model, tokens, writing } = questions;
  const hasSome = without < questions.passages;
  const close = () => setAsks(null);
  return (
    <>
      <p className="text-sm text-soft">{saidOf(questions)}</p>
      {writing?.error && <Banner tone="bad">{writing.error.message}</Banner>}
      {may && (hasSome || model !== null) && (
        <div className="flex flex-wrap gap-2">
          {model !== null && without > 0 && (
            <Button size="small" icon={Sparkles} onClick={() => setAsks("write")}>
              {hasSome ? t("questions.writeRest") : t("questions.write")}
            </Button>
          )}
          {hasSome && (
            <Button size="small" icon={Trash2} onClick={() => setAsks("delete")}>
              {t("questions.delete")}
            </Button>
          )}
        </div>
      )}
      <ConfirmDialog
        open={asks === "write"}
        onClose={close}
        look="primary"
        title={t("questions.costTitle", { count: without })}
        sentence={
          <>
            <p className="mb-2">{t("questions.cost", { model: model ?? "", ...tokens })}</p>
            <p>{t("questions.costSentence")}</p>
          </>
        }
        action={t("questions.write")}
        onConfirm={write}
      />
      <ConfirmDialog
        open={asks === "delete"}
        onClose={close}
        title={t("questions.deleteTitle")}
        sentence={t("questions.deleteSentence")}
        action={t("questions.delete")}
        onConfirm={remove}
      />
    </>
  );
}

/** What was written, what is missing, and how the last writing ended where it did not end well. */
function saidOf({ passages, questions, without, writing }: SourceQuestions): string {
  if (without === passages && writing === null) return t("questions.offer");
  const said = [];
  if (questions > 0) said.push(t("questions.counted", { count: questions }));
  else if (without < passages) said.push(t("questions.none"));
  if (writing?.status === "stopped") said.push(t("questions.stopped", { done: writing.done + writing.failed, total: writing.total }));
  if (writing?.status === "done" && writing.failed > 0 && without > 0) said.push(t("questions.failed", { count: writing.failed }));
  else if (without > 0) said.push(t("questions.without", { count: without }));
  return said.join(" ");
}

const sayWhy = (error: unknown) => toast.error(messageOf(error));
