import type { JobDefinition } from "#access/job.ts";
import { beginningsOf } from "#features/answering/server/beginnings.ts";
import { modelErrorForLog } from "#features/answering/server/model-error.ts";
import { questionInstructions, questionMessageFor } from "#features/answering/server/prompt.ts";
import { ReasoningFilter } from "#features/answering/server/reasoning-filter.ts";
import { asCount } from "#features/answering/server/write-query.ts";
import type { UnaskedPassage } from "#features/knowledge/server/questions/source-questions.ts";
import type { Tokens } from "#features/budgets/server/model-tokens.ts";
import { questionsIn } from "./questions-in.ts";

type JobContext = Parameters<JobDefinition["run"]>[0];

/** `questions` null: it wrote nothing that can be used. `isDown`: it did not answer at all. */
export type Written = { questions: string[] | null; isDown: boolean; tokens: Tokens };

/** Thinking included. */
const outputTokensMax = 4_000;
/** A rate limit is waited out by the SDK, which goes by what the provider says and doubles its pauses. */
const retriesMax = 4;

/**
 * Asks a model for the questions of one passage. No transaction is open meanwhile.
 *
 * @throws what the job's signal aborts with
 */
export async function askPassage({ platform, signal, log }: JobContext, modelName: string, passage: UnaskedPassage): Promise<Written> {
  const { models, env } = platform;
  const model = models.find(modelName);
  const tokens = { input: 0, output: 0 };
  if (!model) return { questions: null, isDown: true, tokens };
  const { generateText } = await import("ai");
  try {
    const { text, usage } = await generateText({
      model,
      instructions: questionInstructions,
      messages: [questionMessageFor(passage)],
      maxOutputTokens: outputTokensMax,
      maxRetries: retriesMax,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(env.answerSecondsMax * 1_000)]),
    });
    const filter = new ReasoningFilter(beginningsOf(models).of(model));
    const said = filter.push(text) + filter.end(true);
    return {
      questions: questionsIn(said),
      isDown: false,
      tokens: { input: asCount(usage.inputTokens), output: asCount(usage.outputTokens) },
    };
  } catch (error) {
    signal.throwIfAborted();
    log.warn(modelErrorForLog(error), "a model wrote no questions");
    return { questions: null, isDown: true, tokens };
  }
}
