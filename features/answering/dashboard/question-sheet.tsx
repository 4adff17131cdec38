import { useMutation } from "@tanstack/react-query";
import { CornerDownLeft, SearchX } from "lucide-react";
import { useState, type ComponentType, type ReactNode } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Field } from "#browser/ui/field.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { Select } from "#browser/ui/select.tsx";
import { Sheet } from "#browser/ui/sheet.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { TryQuestion, type TriedAnswer, type GivenOutcome, type Citation, type Why } from "../contract.ts";
import { GivenOutcomeBadge } from "./given-outcome.tsx";
import { t } from "./messages.ts";
import { TriedPassage } from "./tried-passage.tsx";
import { tryQuestion } from "./try-question.ts";
import { usedAs } from "./used-as.ts";
import { WhyList } from "./why-list.tsx";

type QuestionSheetProps = {
  open: boolean;
  onClose: () => void;
  /** Who can be asked beside the built-in answerer. */
  agents: readonly { id: string; name: string }[];
  /** What features below this one offer for an answer. */
  Offer: ComponentType<{
    question: string;
    answer: { outcome: GivenOutcome; citations: readonly Citation[] };
    agentId: string | null;
  }>;
};

/** Shows what an agent would answer, and why. What it said stays until the page is left. */
export function QuestionSheet({ open, onClose, agents, Offer }: QuestionSheetProps) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const form = useZodForm(TryQuestion, { query: "" });
  const ask = useMutation({
    mutationFn: (asked: TryQuestion & { agentId: string | null }) => tryQuestion(organizationId, projectId, asked),
  });
  const [chosen, choose] = useState<string | null>(null);
  const agentId = agents.some(({ id }) => id === chosen) ? chosen : null;
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t("questionSheet.title")}
      sentence={agentId === null ? t("questionSheet.sentence") : t("questionSheet.sentenceOfAgent")}
    >
      <Form form={form} onSubmit={(question) => ask.mutateAsync({ ...question, agentId })}>
        <div className="flex items-start gap-2 p-5 pb-4">
          <TextField
            control={form.control}
            name="query"
            label={t("questionSheet.question")}
            placeholder={t("questionSheet.example")}
            autoComplete="off"
            className="flex-1"
          />
          <Button type="submit" look="primary" icon={CornerDownLeft} pending={ask.isPending} className="mt-6.5">
            {t("questionSheet.ask")}
          </Button>
        </div>
        {agents.length > 0 && (
          <div className="px-5 pb-4">
            <Field label={t("questionSheet.answeredBy")}>
              {(ties) => (
                <Select
                  {...ties}
                  options={[
                    { value: builtIn, label: t("questionSheet.builtIn") },
                    ...agents.map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  value={agentId ?? builtIn}
                  onChange={(next) => choose(next === builtIn ? null : next)}
                />
              )}
            </Field>
          </div>
        )}
      </Form>
      <div aria-live="polite" className="flex flex-col gap-5 px-5 pb-5">
        {ask.data && (
          <Tried answer={ask.data}>
            <Offer key={ask.submittedAt} question={ask.variables.query} answer={ask.data} agentId={ask.variables.agentId} />
          </Tried>
        )}
      </div>
    </Sheet>
  );
}

const builtIn = "";

function Tried({ answer, children }: { answer: TriedAnswer; children: ReactNode }) {
  const { text, outcome, why } = answer;
  return (
    <>
      <section aria-label={t("questionSheet.answer")} className="flex flex-col items-start gap-2 rounded-md border bg-sunken p-4">
        <GivenOutcomeBadge outcome={outcome} />
        <p dir="auto" className="w-full text-left break-words whitespace-pre-wrap">
          {text}
        </p>
        {children}
      </section>
      {why ? <Reasons why={why} answer={answer} /> : <p className="text-sm text-soft">{t("questionSheet.notAQuestion")}</p>}
    </>
  );
}

function Reasons({ why, answer }: { why: Why; answer: TriedAnswer }) {
  return (
    <>
      <WhyList why={why} />
      {why.found.length === 0 ? (
        <EmptyState icon={SearchX} title={t("questionSheet.nothing")}>
          {t("questionSheet.nothingSentence")}
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-3">
          {why.found.map((passage) => (
            <TriedPassage
              key={passage.chunk_id}
              passage={passage}
              isSure={passage.confidence >= why.threshold}
              used={usedAs(passage, answer)}
            />
          ))}
        </div>
      )}
    </>
  );
}
