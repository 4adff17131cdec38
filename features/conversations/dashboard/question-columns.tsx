import { RotateCcw } from "lucide-react";
import { Button } from "#browser/ui/button.tsx";
import type { Column } from "#browser/ui/table.tsx";
import type { QuestionState, UnansweredQuestion } from "../contract.ts";
import { t } from "./messages.ts";
import { QuestionButtons } from "./question-buttons.tsx";

type Act = Record<"answer" | "dismiss" | "reopen", (question: string) => void>;

/** @param act what can be done with a question; null for those who only read */
export function columnsOf(state: QuestionState, act: Act | null): Column<UnansweredQuestion>[] {
  const hasAction = act !== null && state !== "answered";
  return hasAction ? [...columns, actionColumn(state, act)] : columns;
}

const columns: Column<UnansweredQuestion>[] = [
  {
    id: "question",
    head: t("unansweredQuestions.question"),
    cell: ({ question }) => (
      <span dir="auto" className="line-clamp-2 text-left break-words">
        {question}
      </span>
    ),
    phone: "title",
  },
  {
    id: "asked",
    head: t("unansweredQuestions.asked"),
    align: "right",
    width: "80px",
    cell: ({ asked }) => (
      <>
        {t.rich("unansweredQuestions.askedTimes", {
          count: asked,
          phone: (text) => <span className="md:hidden">{text}</span>,
        })}
      </>
    ),
    phone: "second",
  },
];

function actionColumn(state: QuestionState, { answer, dismiss, reopen }: Act): Column<UnansweredQuestion> {
  return {
    id: "action",
    head: <span className="sr-only">{t("unansweredQuestions.action")}</span>,
    align: "right",
    width: "188px",
    cell: ({ question }) =>
      state === "dismissed" ? (
        <Button size="small" icon={RotateCcw} aria-label={t("unansweredQuestions.reopenIt", { question })} onClick={() => reopen(question)}>
          {t("unansweredQuestions.reopen")}
        </Button>
      ) : (
        <QuestionButtons question={question} onAnswer={() => answer(question)} onDismiss={() => dismiss(question)} />
      ),
    phone: "right",
  };
}
