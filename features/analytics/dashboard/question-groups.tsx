import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { formatNumber } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import type { QuestionState } from "#features/conversations/contract.ts";
import { useSettle } from "#features/conversations/dashboard/questions.ts";
import { AnswerDialog } from "#features/knowledge/dashboard/answer-dialog.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { QuestionGroup, QuestionGroups } from "../contract.ts";
import { analyticsKey, questionGroupsQuery, type Asked } from "./analytics.ts";
import { AskedAgain } from "./asked-again.tsx";
import { t } from "./messages.ts";
import { QuestionRow } from "./question-row.tsx";

const shownAtFirst = 10;

/** What visitors asked and no agent could answer; an answer ends all the ways in which it was asked. */
export function QuestionGroupList({ asked }: { asked: Asked }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const groups = useQuery(questionGroupsQuery(organizationId, projectId, asked));
  const refresh = useRefresh(analyticsKey(organizationId, projectId));
  const settle = useSettle();
  const [answering, setAnswering] = useState<QuestionGroup | null>(null);
  const [added, setAdded] = useState<{ sourceId: string; questions: string[] } | null>(null);

  const settleAll = (questions: readonly string[], state: QuestionState) => refresh.after(settle(questions[0]!, state, questions.slice(1)));
  async function noteAdded(group: QuestionGroup | null, sourceId: string) {
    setAnswering(null);
    if (!group) return;
    await settleAll(waysOf(group), "answered");
    setAdded({ sourceId, questions: waysOf(group) });
    toast(t("analyticsQuestions.noteAdded"));
  }
  async function dismiss(group: QuestionGroup) {
    await settleAll(waysOf(group), "dismissed");
    toast(t("analyticsQuestions.noteDismissed", { count: waysOf(group).length }), {
      action: { label: t("analyticsQuestions.undo"), onClick: () => void settleAll(waysOf(group), "open").catch(sayWhy) },
    });
  }

  return (
    <section aria-labelledby="analytics-questions">
      <h2 id="analytics-questions" className="font-semibold">
        {t("analyticsQuestions.title")}
      </h2>
      <p className="mb-3 text-sm text-soft">
        {groups.data?.by === "words" ? t("analyticsQuestions.byWords") : t("analyticsQuestions.byMeaning")}
      </p>
      {added && (
        <AskedAgain
          key={added.sourceId}
          {...added}
          onDeclined={(questions) => settleAll(questions, "open")}
          onClose={() => setAdded(null)}
        />
      )}
      <Loaded
        query={groups}
        failure={t("analyticsQuestions.failed")}
        permission="conversation:read"
        skeleton={
          <output aria-label={t("analyticsQuestions.loading")}>
            <SkeletonRows />
          </output>
        }
      >
        {(loaded) => <Groups groups={loaded} onAnswer={setAnswering} onDismiss={(group) => void dismiss(group).catch(sayWhy)} />}
      </Loaded>
      <AnswerDialog
        open={answering !== null}
        question={answering?.question ?? ""}
        onClose={() => setAnswering(null)}
        onSaved={({ id }) => void noteAdded(answering, id).catch(sayWhy)}
      />
    </section>
  );
}

const waysOf = ({ question, others }: QuestionGroup) => [question, ...others];
const sayWhy = (error: unknown) => toast.error(messageOf(error));

type GroupsProps = Omit<ComponentProps<typeof QuestionRow>, "group"> & { groups: QuestionGroups };

function Groups({ groups: { data }, ...act }: GroupsProps) {
  const [all, setAll] = useState(false);
  if (data.length === 0)
    return (
      <EmptyState icon={CircleCheck} title={t("analyticsQuestions.none")}>
        {t("analyticsQuestions.noneSentence")}
      </EmptyState>
    );
  const rest = data.length - shownAtFirst;
  return (
    <>
      <Card>
        <ul className="divide-y">
          {(all ? data : data.slice(0, shownAtFirst)).map((group) => (
            <QuestionRow key={group.question} group={group} {...act} />
          ))}
        </ul>
      </Card>
      {!all && rest > 0 && (
        <Button className="mt-3" onClick={() => setAll(true)}>
          {t("analyticsQuestions.more", { count: formatNumber(rest) })}
        </Button>
      )}
    </>
  );
}
