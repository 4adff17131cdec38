import type { ModelMessage } from "ai";
import type { Tokens } from "#features/budgets/server/model-tokens.ts";
import type { Logger } from "#platform/log.ts";
import type { Platform } from "#platform/platform.ts";
import { beginningsOf } from "./beginnings.ts";
import { modelErrorForLog } from "./model-error.ts";
import { ReasoningFilter } from "./reasoning-filter.ts";
import { asCount } from "./write-query.ts";

/** `text` null: it did not answer at all. */
export type WrittenText = { text: string | null; tokens: Tokens };

/** Thinking included. */
const outputTokensMax = 4_000;
/** A rate limit is waited out by the SDK, which goes by what the provider says and doubles its pauses. */
const retriesMax = 4;

/**
 * Has a model write a text that is no answer to a visitor. No transaction is open meanwhile.
 *
 * @throws what the signal aborts with
 */
export async function writeText(
  { platform: { models, env }, signal, log }: { platform: Platform; signal: AbortSignal; log: Logger },
  modelName: string,
  { instructions, message }: { instructions: string; message: ModelMessage },
): Promise<WrittenText> {
  const model = models.find(modelName);
  if (!model) return { text: null, tokens: { input: 0, output: 0 } };
  const { generateText } = await import("ai");
  try {
    const { text, usage } = await generateText({
      model,
      instructions,
      messages: [message],
      maxOutputTokens: outputTokensMax,
      maxRetries: retriesMax,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(env.answerSecondsMax * 1_000)]),
    });
    const filter = new ReasoningFilter(beginningsOf(models).of(model));
    return {
      text: filter.push(text) + filter.end(true),
      tokens: { input: asCount(usage.inputTokens), output: asCount(usage.outputTokens) },
    };
  } catch (error) {
    signal.throwIfAborted();
    log.warn(modelErrorForLog(error), "a model wrote nothing");
    return { text: null, tokens: { input: 0, output: 0 } };
  }
}
