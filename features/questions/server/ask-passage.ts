import type { JobDefinition } from "#access/job.ts";
import { questionInstructions, questionMessageFor } from "#features/answering/server/prompt.ts";
import { writeText } from "#features/answering/server/write-text.ts";
import type { UnaskedPassage } from "#features/knowledge/server/questions/source-questions.ts";
import type { Tokens } from "#features/budgets/server/model-tokens.ts";
import { questionsIn } from "./questions-in.ts";

type JobContext = Parameters<JobDefinition["run"]>[0];

/** `questions` null: it wrote nothing that can be used. */
export type Written = { questions: string[] | null; tokens: Tokens };

/**
 * Asks a model for the questions of one passage. No transaction is open meanwhile.
 *
 * @throws what the job's signal aborts with
 */
export async function askPassage(context: JobContext, modelName: string, passage: UnaskedPassage): Promise<Written> {
  const asked = { instructions: questionInstructions, message: questionMessageFor(passage) };
  const { text, tokens } = await writeText(context, modelName, asked);
  return { questions: text === null ? null : questionsIn(text), tokens };
}
