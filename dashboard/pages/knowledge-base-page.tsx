import { QuestionSheet } from "#features/answering/dashboard/question-sheet.tsx";
import { AddCheck, ChecksTab, useChecksHead } from "#features/checks/dashboard/checks-tab.tsx";
import { SaveAsCheck } from "#features/checks/dashboard/save-as-check.tsx";
import { KnowledgePage } from "#features/knowledge/dashboard/knowledge-page.tsx";

/** The Knowledge Base, where a question can be tried and what is answered is checked. */
export function KnowledgeBasePage() {
  const head = useChecksHead();
  return <KnowledgePage QuestionSheet={TryAQuestion} checks={{ ...head, Tab: ChecksTab, Add: AddCheck }} />;
}

function TryAQuestion(props: { open: boolean; onClose: () => void }) {
  return <QuestionSheet {...props} Offer={SaveAsCheck} />;
}
