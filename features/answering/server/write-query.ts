import type { LanguageModel } from "ai";
import type { Logger } from "#platform/log.ts";
import type { Question } from "./answerer.ts";
import type { Beginnings } from "./beginnings.ts";
import { asStorable } from "./clean-text.ts";
import { modelErrorForLog } from "./model-error.ts";
import { queryInstructions, queryMessageFor } from "./prompt.ts";
import { ReasoningFilter } from "./reasoning-filter.ts";

/** `query` null: it wrote none in time, and the visitor's own words are searched for. */
export type WrittenQuery = { query: string | null; ms: number; inputTokens: number; outputTokens: number };

/** Has the model say in a few words what a follow-up asks for, by what was said before. A step of its own before the answer. */
export async function writeQuery(
  model: LanguageModel,
  question: Question,
  { beginnings, log, signal }: { beginnings: Beginnings; log: Logger; signal: AbortSignal },
): Promise<WrittenQuery> {
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  const { generateText } = await import("ai");
  try {
    const { text, usage } = await generateText({
      model,
      instructions: queryInstructions,
      messages: [queryMessageFor(question)],
      maxOutputTokens: outputTokensMax,
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const filter = new ReasoningFilter(beginnings.of(model));
    const said = filter.push(text) + filter.end(true);
    return { query: queryIn(said), ms: took(), inputTokens: asCount(usage.inputTokens), outputTokens: asCount(usage.outputTokens) };
  } catch (error) {
    signal.throwIfAborted();
    log.warn(modelErrorForLog(error), "a model wrote no query");
    return { query: null, ms: took(), inputTokens: 0, outputTokens: 0 };
  }
}

const outputTokensMax = 1_000;
const timeoutMs = 5_000;
const queryLengthMax = 300;

function queryIn(said: string): string | null {
  const lines = asStorable(said).split("\n");
  const query = lines.findLast((line) => line.trim() !== "")?.trim() ?? "";
  return query.replace(/^["“”'`]+|["“”'`]+$/g, "").slice(0, queryLengthMax) || null;
}

/** An endpoint may say anything of what it counted. */
export function asCount(tokens: number | undefined): number {
  return tokens !== undefined && Number.isSafeInteger(tokens) && tokens > 0 ? tokens : 0;
}
