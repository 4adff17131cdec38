import { QuestionSheet } from "#features/answering/dashboard/question-sheet.tsx";
import { AddCheck, ChecksTab, useChecksCount } from "#features/checks/dashboard/checks-tab.tsx";
import { SaveAsCheck } from "#features/checks/dashboard/save-as-check.tsx";
import { KnowledgePage } from "#features/knowledge/dashboard/knowledge-page.tsx";

/** The Knowledge Base, where a question can be tried and what is answered is checked. */
export function KnowledgeBasePage() {
  return <KnowledgePage QuestionSheet={TryAQuestion} checks={{ Tab: ChecksTab, Add: AddCheck, useCount: useChecksCount }} />;
}

function TryAQuestion(props: { open: boolean; onClose: () => void }) {
  return <QuestionSheet {...props} Offer={SaveAsCheck} />;
}
