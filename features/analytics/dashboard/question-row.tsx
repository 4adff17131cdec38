import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { formatDateTime } from "#browser/ui/format.ts";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { tryQuestion } from "#features/answering/dashboard/try-question.ts";
import { QuestionButtons } from "#features/conversations/dashboard/question-buttons.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { QuestionGroup } from "../contract.ts";
import { t } from "./messages.ts";

type Props = { group: QuestionGroup; onAnswer: (group: QuestionGroup) => void; onDismiss: (group: QuestionGroup) => void };

/** Questions that mean the same: where they were asked, what comes nearest to an answer, and what can be done with all of them. */
export function QuestionRow({ group, onAnswer, onDismiss }: Props) {
  const may = useCan()("source:create");
  const { question, asked, others, conversations } = group;
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56 text-sm text-soft">
        <p dir="auto" className="text-left text-base font-medium [overflow-wrap:anywhere] text-text">
          {question}
        </p>
        <p>{t("analyticsQuestions.asked", { count: asked })}</p>
        <AskedIn conversations={conversations} />
        <Nearest question={question} />
        {others.length > 0 && (
          <details>
            <summary className="w-fit cursor-pointer rounded-sm hover:text-text">
              {t("analyticsQuestions.others", { count: others.length })}
            </summary>
            <ul className="mt-1">
              {others.map((other) => (
                <li key={other} dir="auto" className="text-left [overflow-wrap:anywhere]">
                  {other}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {may && <QuestionButtons question={question} onAnswer={() => onAnswer(group)} onDismiss={() => onDismiss(group)} />}
    </li>
  );
}

const linkClasses = "text-accent underline underline-offset-2";

function AskedIn({ conversations }: Pick<QuestionGroup, "conversations">) {
  const place = { organizationId: useOrganizationId(), projectId: useProjectId() };
  return (
    <p className="flex flex-wrap gap-x-2">
      {t("analyticsQuestions.askedIn", { count: conversations.length })}
      {conversations.map(({ id, asked_at }) => (
        <Link
          key={id}
          to="/organizations/$organizationId/projects/$projectId/conversations"
          params={place}
          search={{ conversation: id }}
          className={linkClasses}
        >
          {formatDateTime(asked_at)}
        </Link>
      ))}
    </p>
  );
}

const freshMs = 5 * 60 * 1000;

/** What the built-in answerer weighed first; it is not asked again each time that something is said or a source changes. */
const nearestQuery = (organizationId: string, projectId: string, question: string) =>
  queryOptions({
    queryKey: [organizationId, "projects", projectId, "nearest", question],
    queryFn: async ({ signal }) =>
      (await tryQuestion(organizationId, projectId, { agentId: null, query: question, signal })).why?.found[0] ?? null,
    staleTime: freshMs,
  });

function Nearest({ question }: { question: string }) {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const may = useCan()("source:read");
  const { data: passage, isPending } = useQuery({ ...nearestQuery(organizationId, projectId, question), enabled: may });
  if (!may) return null;
  if (isPending) return <Skeleton className="my-1 h-3 w-40" />;
  if (passage === undefined) return null;
  if (passage === null) return <p>{t("analyticsQuestions.nothingNear")}</p>;
  return (
    <p className="[overflow-wrap:anywhere]">
      {t.rich("analyticsQuestions.nearest", {
        title: [passage.title, ...passage.headings].filter((one, at, all) => all.indexOf(one) === at).join(" › "),
        source: (words) => (
          <Link
            to="/organizations/$organizationId/projects/$projectId/knowledge"
            params={{ organizationId, projectId }}
            search={{ tab: "files", source: passage.source_id }}
            className={linkClasses}
          >
            <bdi>{words}</bdi>
          </Link>
        ),
      })}
    </p>
  );
}
