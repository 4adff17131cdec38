import type { Selectable } from "kysely";
import { questionInstructions } from "#features/answering/server/prompt.ts";
import { countQuestions } from "#features/knowledge/server/questions/source-questions.ts";
import type { QuestionWritings } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { SourceQuestions } from "../contract.ts";

export type WritingRow = Selectable<QuestionWritings>;
export type WritingKey = Pick<WritingRow, "organization_id" | "source_id">;

export type WritingFailure = "interrupted" | "model_down" | "budget_spent" | "no_model";
const failures: Record<WritingFailure, string> = {
  interrupted: "Writing was interrupted. Write the rest.",
  model_down: "The model failed several times in a row. What was written stays. Try the rest later.",
  budget_spent: "A budget of tokens is spent. What was written stays. Write the rest when there is room in the budget again.",
  no_model: "This installation has no model any more. What was written stays.",
};

export const writingOf = (db: Db, { organization_id, source_id }: WritingKey) =>
  db.selectFrom("question_writings").where("organization_id", "=", organization_id).where("source_id", "=", source_id);

/** What is known of a source's questions, as it is sent. */
export async function presentQuestions(db: Db, { models }: Platform, key: WritingKey): Promise<SourceQuestions> {
  const { passages, questions, unasked, unaskedBytes } = await countQuestions(db, {
    organization_id: key.organization_id,
    id: key.source_id,
  });
  const writing = await writingOf(db, key).selectAll().executeTakeFirst();
  return {
    passages,
    questions,
    without: unasked,
    model: models.default,
    tokens: {
      input: Math.round(unasked * instructionTokens + unaskedBytes / bytesPerToken),
      output: Math.round(unasked * outputTokensOf(writing)),
    },
    writing: writing ? presentWriting(writing) : null,
  };
}

/** Of English about so many bytes are one token; other languages are not far from it. */
const bytesPerToken = 4;
const instructionTokens = questionInstructions.length / bytesPerToken + 30;
/** Five short questions. */
const usualOutputTokens = 100;

/** For one passage: what the model took of late, since some think before they write. */
function outputTokensOf(writing: WritingRow | undefined): number {
  return writing && writing.done > 0 ? writing.output_tokens / (writing.done + writing.failed) : usualOutputTokens;
}

function presentWriting({ error_code: code, ...row }: WritingRow): SourceQuestions["writing"] {
  const error = code ? { code, message: failures[code as WritingFailure] } : null;
  return { ...row, status: row.status as NonNullable<SourceQuestions["writing"]>["status"], error };
}

/** Ends a writing; null where it has ended before. */
export async function endWriting(
  db: Db,
  { organization_id, source_id }: WritingKey,
  status: "done" | "stopped" | "failed",
  error: WritingFailure | null = null,
): Promise<{ project_id: string } | null> {
  const now = new Date();
  const ended = await db
    .updateTable("question_writings")
    .set({ status, error_code: error, updated_at: now, ended_at: now })
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .where("status", "=", "running")
    .returning("project_id")
    .executeTakeFirst();
  return ended ?? null;
}
