import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";
import { QuestionState } from "../contract.ts";

/** What the overview's address says: which of the questions that nobody could answer are listed. */
export const QuestionsSearch = z.object({
  questions: QuestionState.optional().catch(undefined),
  questions_page: z.number().int().positive().optional().catch(undefined),
});

export const useQuestionsSearch = () => useSearchParams(QuestionsSearch, { questions: "open", questions_page: 1 });
