import { Check } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { formatNumber } from "#browser/ui/format.ts";
import { Table, type Column } from "#browser/ui/table.tsx";
import { PasteTextDialog } from "#features/knowledge/dashboard/paste-text-dialog.tsx";
import type { Insights } from "../contract.ts";

type Question = Insights["unanswered"][number];

const columns: Column<Question>[] = [
  {
    id: "question",
    head: "Questions nobody could answer",
    cell: ({ question }) => (
      <span dir="auto" className="line-clamp-2 text-left break-words">
        {question}
      </span>
    ),
    phone: "title",
  },
  {
    id: "asked",
    head: "Asked",
    align: "right",
    width: "80px",
    cell: ({ asked }) => (
      <>
        <span className="md:hidden">Asked </span>
        {formatNumber(asked)}
        <span className="md:hidden">{asked === 1 ? " time" : " times"}</span>
      </>
    ),
    phone: "second",
  },
];

/** What visitors asked and no document answered, the most frequent first; a text closes the gap. */
export function UnansweredQuestions({ questions }: { questions: readonly Question[] }) {
  const may = useCan()("source:create");
  const [open, setOpen] = useState<string | null>(null);
  const [added, setAdded] = useState<readonly string[]>([]);

  function noteAdded() {
    if (open !== null) setAdded((all) => [...all, open]);
    setOpen(null);
    toast("The answer is added. Agents use it in a moment.");
  }

  return (
    <>
      <section aria-label="Questions nobody could answer">
        <h2 className="mb-2 font-semibold md:hidden">Questions nobody could answer</h2>
        <Table
          label="Questions nobody could answer"
          columns={may ? [...columns, answerColumn({ added, onAdd: setOpen })] : columns}
          rows={questions}
          rowKey={({ question }) => question}
        />
      </section>
      <PasteTextDialog open={open !== null} name={open ?? ""} onClose={() => setOpen(null)} onAdded={noteAdded} />
    </>
  );
}

function answerColumn({ added, onAdd }: { added: readonly string[]; onAdd: (question: string) => void }): Column<Question> {
  return {
    id: "action",
    head: <span className="sr-only">Action</span>,
    align: "right",
    width: "148px",
    cell: ({ question }) =>
      added.includes(question) ? (
        <span className="inline-flex items-center gap-1.5 text-sm text-soft">
          <Check aria-hidden className="size-4" />
          Added
        </span>
      ) : (
        <Button size="small" aria-label={`Add an answer to: ${question}`} onClick={() => onAdd(question)}>
          Add an answer
        </Button>
      ),
    phone: "right",
  };
}
