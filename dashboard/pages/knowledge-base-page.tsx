import { QuestionSheet } from "#features/answering/dashboard/question-sheet.tsx";
import { KnowledgePage } from "#features/knowledge/dashboard/knowledge-page.tsx";

/** The knowledge base, and what an agent makes of it. */
export function KnowledgeBasePage() {
  return <KnowledgePage QuestionSheet={QuestionSheet} />;
}
