import { AppError } from "#platform/errors.ts";
import { statusOf } from "#platform/models/provider-error.ts";

/**
 * What a provider's failure is to the visitor: one sentence that says nothing of keys, models or providers. The log has
 * the rest.
 */
export function asVisitorError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("unavailable", sentenceOf(statusOf(error)), { cause: error });
}

/** For the log: the provider's status and message, without the prompt that an error of the SDK carries along. */
export function modelErrorForLog(error: unknown): { status: number | undefined; message: string } {
  return { status: statusOf(error), message: error instanceof Error ? error.message : String(error) };
}

function sentenceOf(status: number | undefined): string {
  if (status === 429) return "Too many questions are being asked right now. Try again in a minute.";
  if (status !== undefined && status >= 300 && status < 500)
    return "This chat cannot answer at the moment, because it is not set up completely.";
  return "The answer could not be completed. Try again in a moment.";
}
