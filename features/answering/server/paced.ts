import { AppError } from "#platform/errors.ts";
import type { Answerer, AnswerPiece } from "./answerer.ts";

const silenceMsMax = 20_000;

/**
 * The pieces of an answer as they come, until it takes longer than it may, falls silent in the middle of what it says or
 * thinks, or is aborted, whether the answerer heeds that or hangs. Before its first word, as after a search, a model may
 * take as long as the whole may.
 *
 * @param give answers until its signal aborts
 * @throws the signal's reason, or an AppError for what took too long
 */
export async function* paced(
  give: (signal: AbortSignal) => AsyncIterable<AnswerPiece>,
  limits: { secondsMax: number; signal: AbortSignal },
): AsyncGenerator<AnswerPiece> {
  const stop = new AbortController();
  const signal = AbortSignal.any([limits.signal, stop.signal]);
  const tooSlow = () => stop.abort(new AppError("unavailable", "The answer took too long. Try again in a moment."));
  const whole = setTimeout(tooSlow, limits.secondsMax * 1000);
  let silence: ReturnType<typeof setTimeout> | undefined;
  try {
    for await (const piece of untilAborted(give(signal), signal)) {
      clearTimeout(silence);
      if (piece.type === "text" || piece.type === "thinking") silence = setTimeout(tooSlow, silenceMsMax);
      if (piece.type !== "thinking") yield piece;
    }
  } finally {
    clearTimeout(whole);
    clearTimeout(silence);
  }
}

async function* untilAborted(pieces: AsyncIterable<AnswerPiece>, signal: AbortSignal): AsyncGenerator<AnswerPiece> {
  const iterator = pieces[Symbol.asyncIterator]();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  aborted.catch(() => {});
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    for (;;) {
      const next = iterator.next();
      next.catch(() => {});
      const result = await Promise.race([next, aborted]);
      if (result.done) return;
      yield result.value;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    iterator.return?.()?.catch(() => {});
  }
}

/** An answerer that is held to the same. */
export const inTime =
  (answerer: Answerer, secondsMax: number): Answerer =>
  (question, tools) =>
    paced((signal) => answerer(question, { ...tools, signal }), { secondsMax, signal: tools.signal });
