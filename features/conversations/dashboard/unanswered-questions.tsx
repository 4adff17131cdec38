import { Check } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Table, type Column } from "#browser/ui/table.tsx";
import { AnswerDialog } from "#features/knowledge/dashboard/answer-dialog.tsx";
import type { Insights } from "../contract.ts";
import { t } from "./messages.ts";

type Question = Insights["unanswered"][number];

const columns: Column<Question>[] = [
  {
    id: "question",
    head: t("unansweredQuestions.title"),
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

/** What visitors asked and no document answered, the most frequent first; an answer closes the gap. */
export function UnansweredQuestions({ questions }: { questions: readonly Question[] }) {
  const may = useCan()("source:create");
  const [open, setOpen] = useState<string | null>(null);
  const [added, setAdded] = useState<readonly string[]>([]);

  function noteAdded() {
    if (open !== null) setAdded((all) => [...all, open]);
    setOpen(null);
    toast(t("unansweredQuestions.noteAdded"));
  }

  return (
    <>
      <section aria-label={t("unansweredQuestions.title")}>
        <h2 className="mb-2 font-semibold md:hidden">{t("unansweredQuestions.title")}</h2>
        <Table
          label={t("unansweredQuestions.title")}
          columns={may ? [...columns, answerColumn({ added, onAdd: setOpen })] : columns}
          rows={questions}
          rowKey={({ question }) => question}
        />
      </section>
      <AnswerDialog open={open !== null} question={open ?? ""} onClose={() => setOpen(null)} onSaved={noteAdded} />
    </>
  );
}

function answerColumn({ added, onAdd }: { added: readonly string[]; onAdd: (question: string) => void }): Column<Question> {
  return {
    id: "action",
    head: <span className="sr-only">{t("unansweredQuestions.action")}</span>,
    align: "right",
    width: "148px",
    cell: ({ question }) =>
      added.includes(question) ? (
        <span className="inline-flex items-center gap-1.5 text-sm text-soft">
          <Check aria-hidden className="size-4" />
          {t("unansweredQuestions.added")}
        </span>
      ) : (
        <Button size="small" aria-label={t("unansweredQuestions.addAnswerTo", { question })} onClick={() => onAdd(question)}>
          {t("unansweredQuestions.addAnswer")}
        </Button>
      ),
    phone: "right",
  };
}
