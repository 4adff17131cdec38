import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { AnswerDialog } from "#features/knowledge/dashboard/answer-dialog.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { t } from "../messages.ts";
import { QuestionButtons } from "../question-buttons.tsx";
import { settledQuery, useSettle } from "../questions.ts";
import { Section } from "./section.tsx";

/** What the agent had no answer to here, and one click from an answer. */
export function UnansweredSection({ questions }: { questions: readonly string[] }) {
  const may = useCan()("source:create");
  const settle = useSettle();
  const [answering, setAnswering] = useState<string | null>(null);
  const { data: settled } = useQuery({ ...settledQuery(useOrganizationId(), useProjectId()), enabled: questions.length > 0 });
  const open = questions.filter((question) => !settled?.has(question));
  if (open.length === 0) return null;

  async function noteAdded() {
    const question = answering;
    setAnswering(null);
    if (question !== null) await settle(question, "answered");
    toast(t("unansweredQuestions.noteAdded"));
  }
  return (
    <Section title={t("unansweredSection.title")} note={t("unansweredSection.count", { count: open.length })}>
      <ul className="flex flex-col gap-2">
        {open.map((question) => (
          <li key={question} className="flex items-start gap-2 text-sm">
            <span dir="auto" className="line-clamp-3 min-w-0 flex-1 text-left [overflow-wrap:anywhere]">
              {question}
            </span>
            {may && <QuestionButtons question={question} onAnswer={() => setAnswering(question)} />}
          </li>
        ))}
      </ul>
      <AnswerDialog
        open={answering !== null}
        question={answering ?? ""}
        onClose={() => setAnswering(null)}
        onSaved={() => void noteAdded().catch((error: unknown) => toast.error(messageOf(error)))}
      />
    </Section>
  );
}
