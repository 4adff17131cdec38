import { RotateCcw, X } from "lucide-react";
import { Button } from "#browser/ui/button.tsx";
import type { Column } from "#browser/ui/table.tsx";
import type { QuestionState, UnansweredQuestion } from "../contract.ts";
import { t } from "./messages.ts";

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
        <span className="flex items-center justify-end gap-1">
          <Button size="small" aria-label={t("unansweredQuestions.addAnswerTo", { question })} onClick={() => answer(question)}>
            {t("unansweredQuestions.addAnswer")}
          </Button>
          <Button
            look="ghost"
            size="small"
            square
            icon={X}
            aria-label={t("unansweredQuestions.dismissIt", { question })}
            title={t("unansweredQuestions.dismiss")}
            onClick={() => dismiss(question)}
          />
        </span>
      ),
    phone: "right",
  };
}
