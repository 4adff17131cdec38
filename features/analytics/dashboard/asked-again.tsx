import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { formatNumber } from "#browser/ui/format.ts";
import { tryQuestion } from "#features/answering/dashboard/try-question.ts";
import { sourceQuery } from "#features/knowledge/dashboard/sources.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { t } from "./messages.ts";

/** Of a group that was asked in many ways, as many as tell whether the answer is found. */
const askedMax = 10;

type Props = {
  /** The answer that was added. */
  sourceId: string;
  questions: readonly string[];
  /** What becomes of those that are still declined. */
  onDeclined: (questions: readonly string[]) => Promise<unknown>;
  onClose: () => void;
};

/** Whether an answer that was added ends the questions that it was added for: they are asked again once it has been read. */
export function AskedAgain({ sourceId, questions, onDeclined, onClose }: Props) {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const { data: source } = useQuery(sourceQuery(organizationId, projectId, sourceId));
  const asked = questions.slice(0, askedMax);
  const isRead = source?.status === "synced";
  const again = useQuery({
    // Not among what is read again when a question is settled: it settles some itself.
    queryKey: [organizationId, "projects", projectId, "asked-again", sourceId],
    queryFn: async ({ signal }) => {
      const declined: string[] = [];
      for (const query of asked) {
        const { outcome } = await tryQuestion(organizationId, projectId, { agentId: null, query, signal });
        if (outcome === "declined") declined.push(query);
      }
      if (declined.length > 0) await onDeclined(declined);
      return declined;
    },
    enabled: isRead,
    staleTime: Infinity,
  });
  const declined = again.data;
  return (
    <Card className="mb-3 flex items-start justify-between gap-3 px-4 py-3 text-sm">
      <div role="status" className="min-w-0 [overflow-wrap:anywhere]">
        <p className="font-medium">{t("askedAgain.title")}</p>
        <p className="text-soft">{sentenceOf()}</p>
        {declined?.map((question) => (
          <p key={question} dir="auto" className="text-left">
            {question}
          </p>
        ))}
      </div>
      <Button size="small" onClick={onClose}>
        {t("askedAgain.close")}
      </Button>
    </Card>
  );

  function sentenceOf(): string {
    if (source?.status === "failed") return t("askedAgain.unread");
    if (!isRead) return t("askedAgain.reading", { question: asked[0] ?? "" });
    if (again.isError) return t("askedAgain.failed");
    if (!declined) return t("askedAgain.asking");
    if (declined.length === 0) return t("askedAgain.answered", { count: asked.length });
    if (declined.length === asked.length) return t("askedAgain.none", { count: asked.length });
    return t("askedAgain.some", {
      answered: formatNumber(asked.length - declined.length),
      count: formatNumber(asked.length),
    });
  }
}
