import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { formatNumber } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useSettle } from "#features/conversations/dashboard/questions.ts";
import { AnswerDialog } from "#features/knowledge/dashboard/answer-dialog.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { QuestionGroup, QuestionGroups } from "../contract.ts";
import { analyticsKey, questionGroupsQuery, type Asked } from "./analytics.ts";
import { t } from "./messages.ts";

const shownAtFirst = 10;

/** What visitors asked and no agent could answer; an answer ends all the ways in which it was asked. */
export function QuestionGroupList({ asked }: { asked: Asked }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const groups = useQuery(questionGroupsQuery(organizationId, projectId, asked));
  const refresh = useRefresh(analyticsKey(organizationId, projectId));
  const settle = useSettle();
  const [answering, setAnswering] = useState<QuestionGroup | null>(null);

  async function noteAdded() {
    const group = answering;
    setAnswering(null);
    for (const question of group ? [group.question, ...group.others] : []) await settle(question, "answered");
    await refresh();
    toast(t("analyticsQuestions.noteAdded"));
  }

  return (
    <section aria-labelledby="analytics-questions">
      <h2 id="analytics-questions" className="font-semibold">
        {t("analyticsQuestions.title")}
      </h2>
      <p className="mb-3 text-sm text-soft">
        {groups.data?.by === "words" ? t("analyticsQuestions.byWords") : t("analyticsQuestions.byMeaning")}
      </p>
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
        {(loaded) => <Groups groups={loaded} onAnswer={setAnswering} />}
      </Loaded>
      <AnswerDialog
        open={answering !== null}
        question={answering?.question ?? ""}
        onClose={() => setAnswering(null)}
        onSaved={() => void noteAdded().catch((error: unknown) => toast.error(messageOf(error)))}
      />
    </section>
  );
}

function Groups({ groups: { data }, onAnswer }: { groups: QuestionGroups; onAnswer: (group: QuestionGroup) => void }) {
  const may = useCan()("source:create");
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
            <li key={group.question} className="flex flex-wrap items-start justify-between gap-3 px-4 py-3">
              <div className="min-w-0 flex-1 basis-56">
                <p dir="auto" className="text-left font-medium [overflow-wrap:anywhere]">
                  {group.question}
                </p>
                <p className="text-sm text-soft">{t("analyticsQuestions.asked", { count: group.asked })}</p>
                {group.others.length > 0 && (
                  <details className="text-sm text-soft">
                    <summary className="w-fit cursor-pointer rounded-sm hover:text-text">
                      {t("analyticsQuestions.others", { count: group.others.length })}
                    </summary>
                    <ul className="mt-1">
                      {group.others.map((other) => (
                        <li key={other} dir="auto" className="text-left [overflow-wrap:anywhere]">
                          {other}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </div>
              {may && (
                <Button
                  size="small"
                  aria-label={t("analyticsQuestions.addAnswerTo", { question: group.question })}
                  onClick={() => onAnswer(group)}
                >
                  {t("analyticsQuestions.addAnswer")}
                </Button>
              )}
            </li>
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
