import { z } from "zod";
import { job, type JobDefinition } from "#access/job.ts";
import type { TransactionContext } from "#access/operation.ts";
import { BudgetSpent } from "#features/budgets/server/budget-spent.ts";
import { countTokens, reserveTokens, type ModelUse } from "#features/budgets/server/model-tokens.ts";
import { saveQuestions } from "#features/knowledge/server/questions/save-questions.ts";
import { encodeQuestionsOf, listUnasked, type UnaskedPassage } from "#features/knowledge/server/questions/source-questions.ts";
import { tellSourceChanged, tellSourceProgress } from "#features/knowledge/server/tell-source.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { askPassage, type Written } from "./ask-passage.ts";
import { endWriting, writingOf, type WritingFailure, type WritingKey, type WritingRow } from "./writing-row.ts";

/** So long one job asks; then another source of the organization has its turn. */
const turnMs = 20_000;
/** So often in a row a model fails before it is not asked any more. */
const failuresMax = 3;
/** Read at once; each is asked for and saved by itself. */
const passagesAtOnce = 20;

type Key = WritingKey & { runner: string };

/**
 * Has a model write the questions of a source's passages, one by one, and saves those of each in a transaction of its own: cut off, the
 * next job continues with the passage that has none.
 */
export const writeQuestions: JobDefinition<{ source_id: string }> = job({
  name: "source.write_questions",
  says: null,
  payload: z.object({ source_id: z.string() }),
  concurrency: 2,
  async run(context, { source_id }): Promise<void> {
    const { platform, organization, transaction, signal } = context;
    const key: Key = { organization_id: organization.id, source_id, runner: newId("job") };
    await platform.models.ready();
    const model = platform.models.default;
    const end = (error: WritingFailure) => transaction((open) => finish(open, platform, key, "failed", error));
    if (!(await transaction(({ db }) => takeWriting(db, key)))) return;
    if (model === null) return end("no_model");
    const until = Date.now() + turnMs;
    for (let failures = 0; ;) {
      const passages = await transaction((open) => takePassages(open, platform, key));
      if (passages.length === 0) return;
      for (const passage of passages) {
        signal.throwIfAborted();
        const use = await transaction(({ db }) => reserveFor(db, key, passage, platform.env.answerSecondsMax)).catch((error: unknown) => {
          if (error instanceof BudgetSpent) return "spent" as const;
          throw error;
        });
        if (use === null) return;
        if (use === "spent") return end("budget_spent");
        const written = await askPassage(context, model, passage);
        await transaction((open) => save(open, key, passage, use, written));
        failures = written.questions ? 0 : failures + 1;
        if (failures >= failuresMax) return end("model_down");
        if (Date.now() >= until) return transaction(({ send }) => send(writeQuestions, { source_id }));
      }
    }
  },
});

const mine = (db: Db, key: Key) => writingOf(db, key).where("status", "=", "running").where("runner", "=", key.runner);

/** From now on this job alone asks; false where the writing has ended. */
async function takeWriting(db: Db, { organization_id, source_id, runner }: Key): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("question_writings")
    .set({ runner, updated_at: new Date() })
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .where("status", "=", "running")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The next passages without questions. None where the writing has ended, or does now. */
async function takePassages(open: TransactionContext, platform: Platform, key: Key): Promise<UnaskedPassage[]> {
  const { db } = open;
  const writing = await mine(db, key).select("reached").forUpdate().executeTakeFirst();
  if (!writing) return [];
  const source = { organization_id: key.organization_id, id: key.source_id };
  const passages = await listUnasked(db, source, writing.reached, passagesAtOnce);
  if (passages.length === 0) await finish(open, platform, key, "done");
  return passages;
}

/** Null where the writing is not this job's any more. */
async function reserveFor(db: Db, key: Key, { id }: UnaskedPassage, secondsMax: number): Promise<ModelUse | null> {
  const writing = await mine(db, key).select("project_id").executeTakeFirst();
  if (!writing) return null;
  const use = { reservation: `${key.source_id} ${id}`, projectId: writing.project_id };
  await reserveTokens(db, key.organization_id, use, secondsMax);
  return use;
}

/** What the model took counts also where its questions come too late, since the writing was stopped or the passage has changed. */
async function save(open: TransactionContext, key: Key, passage: UnaskedPassage, use: ModelUse, written: Written): Promise<void> {
  const { db, send } = open;
  if (use.projectId) await tellSourceProgress(open, { id: key.source_id, project_id: use.projectId });
  const writing = await mine(db, key).selectAll().forUpdate().executeTakeFirst();
  if (writing) await keep(db, writing, passage, written);
  await countTokens({ db, send }, key.organization_id, use, written.tokens);
}

async function keep(db: Db, writing: WritingRow, { id }: UnaskedPassage, { questions, tokens }: Written): Promise<void> {
  const isSaved = questions !== null && (await saveQuestions(db, writing.organization_id, id, questions));
  await db
    .updateTable("question_writings")
    .set({
      reached: id,
      done: writing.done + (questions ? 1 : 0),
      failed: writing.failed + (questions ? 0 : 1),
      questions: writing.questions + (isSaved ? questions.length : 0),
      input_tokens: writing.input_tokens + tokens.input,
      output_tokens: writing.output_tokens + tokens.output,
      updated_at: new Date(),
    })
    .where("organization_id", "=", writing.organization_id)
    .where("source_id", "=", writing.source_id)
    .execute();
}

async function finish(
  open: TransactionContext,
  platform: Platform,
  key: WritingKey,
  status: "done" | "failed",
  error: WritingFailure | null = null,
): Promise<void> {
  const ended = await endWriting(open.db, key, status, error);
  if (!ended) return;
  await encodeQuestionsOf(open, platform, { organization_id: key.organization_id, id: key.source_id });
  await tellSourceChanged(open, { id: key.source_id, project_id: ended.project_id });
}
