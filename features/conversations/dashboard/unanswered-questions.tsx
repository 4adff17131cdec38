import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { Select } from "#browser/ui/select.tsx";
import { Table } from "#browser/ui/table.tsx";
import { AnswerDialog } from "#features/knowledge/dashboard/answer-dialog.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { QuestionState } from "../contract.ts";
import { t } from "./messages.ts";
import { columnsOf } from "./question-columns.tsx";
import { useQuestionsSearch } from "./questions-search-params.ts";
import { questionsQuery, useSettle } from "./questions.ts";

const states = [
  { value: "open", label: t("unansweredQuestions.open") },
  { value: "answered", label: t("unansweredQuestions.answered") },
  { value: "dismissed", label: t("unansweredQuestions.dismissed") },
];

/** What visitors asked and no document answered, the most frequent first, until it is answered or dismissed. */
export function UnansweredQuestions() {
  const may = useCan()("source:create");
  const { search, go } = useQuestionsSearch();
  const { questions: state, questions_page: page } = search;
  const questions = useQuery(questionsQuery(useOrganizationId(), useProjectId(), { state, page }));
  const settle = useSettle();
  const [answering, setAnswering] = useState<string | null>(null);
  const show = (next: QuestionState) => go({ questions: next, questions_page: 1 });

  async function dismiss(question: string) {
    await settle(question, "dismissed");
    toast(t("unansweredQuestions.noteDismissed"), {
      action: { label: t("unansweredQuestions.undo"), onClick: () => void settle(question, "open").catch(sayWhy) },
    });
  }
  async function noteAdded() {
    const question = answering;
    setAnswering(null);
    if (question !== null) await settle(question, "answered");
    toast(t("unansweredQuestions.noteAdded"));
  }
  const act = {
    answer: setAnswering,
    dismiss: (question: string) => void dismiss(question).catch(sayWhy),
    reopen: (question: string) => void settle(question, "open").catch(sayWhy),
  };

  return (
    <section aria-label={t("unansweredQuestions.title")}>
      <header className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">{t("unansweredQuestions.title")}</h2>
        <Select
          aria-label={t("unansweredQuestions.which")}
          size="small"
          className="w-32"
          options={states}
          value={state}
          onChange={(next) => show(QuestionState.parse(next))}
        />
      </header>
      <PagedList
        query={questions}
        failure={t("unansweredQuestions.failed")}
        permission="conversation:read"
        counted={(count) => t("unansweredQuestions.counted", { count })}
        page={page}
        onPage={(next) => go({ questions_page: next })}
        empty={
          <EmptyState icon={CircleCheck} title={t("unansweredQuestions.none")}>
            {t("unansweredQuestions.noneSentence")}
          </EmptyState>
        }
        narrowed={
          state !== "open" && {
            title: state === "answered" ? t("unansweredQuestions.noneAnswered") : t("unansweredQuestions.noneDismissed"),
            sentence: t("unansweredQuestions.narrowedSentence"),
            onReset: () => show("open"),
          }
        }
      >
        {({ data }) => (
          <Table
            label={t("unansweredQuestions.title")}
            columns={columnsOf(state, may ? act : null)}
            rows={data}
            rowKey={({ question }) => question}
          />
        )}
      </PagedList>
      <AnswerDialog
        open={answering !== null}
        question={answering ?? ""}
        onClose={() => setAnswering(null)}
        onSaved={() => void noteAdded().catch(sayWhy)}
      />
    </section>
  );
}

const sayWhy = (error: unknown) => toast.error(messageOf(error));
