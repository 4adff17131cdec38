import { useQuery } from "@tanstack/react-query";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { agentNamesQuery } from "#features/agents/dashboard/agents-query.ts";
import { QuestionSheet } from "#features/answering/dashboard/question-sheet.tsx";
import { AddCheck, ChecksTab, useChecksHead } from "#features/checks/dashboard/checks-tab.tsx";
import { SaveAsCheck } from "#features/checks/dashboard/save-as-check.tsx";
import { KnowledgePage } from "#features/knowledge/dashboard/knowledge-page.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { WriteForSources } from "#features/questions/dashboard/write-for-sources.tsx";
import { WrittenQuestions } from "#features/questions/dashboard/written-questions.tsx";

/** The Knowledge Base, where a question can be tried and what is answered is checked. */
export function KnowledgeBasePage() {
  const head = useChecksHead();
  return (
    <KnowledgePage
      QuestionSheet={TryAQuestion}
      WrittenQuestions={WrittenQuestions}
      WriteForSources={WriteForSources}
      checks={{ ...head, Tab: ChecksTab, Add: AddCheck }}
    />
  );
}

/** Who can add sources can ask agents, whose models cost something. */
function TryAQuestion(props: { open: boolean; onClose: () => void }) {
  const can = useCan();
  const mayAsk = can("source:create") && can("agent:read");
  const { data: agents = none } = useQuery({ ...agentNamesQuery(useOrganizationId(), useProjectId()), enabled: mayAsk && props.open });
  return <QuestionSheet {...props} agents={mayAsk ? agents : none} Offer={SaveAsCheck} />;
}

const none: never[] = [];
