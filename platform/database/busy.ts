import { AppError } from "../errors.ts";

/** Nothing is wrong with what was asked; the database has no room for it now. */
export class DatabaseBusy extends Error {
  override readonly name = "DatabaseBusy";
}

const retryAfterSeconds = 5;
const busy = "The database is busy at the moment. Try again in a few seconds.";
const crossed = "Somebody else changed the same thing at the same moment. Try again in a few seconds.";

/** By PostgreSQL's codes: statement_timeout or a cancel, lock_timeout, a deadlock or a conflict of transactions, no connection left. */
const sentences: Record<string, string> = {
  "57014": "This took too long and was stopped. Try again in a moment, or ask for less at once.",
  "55P03": "Somebody else is changing the same thing at the moment. Try again in a few seconds.",
  "40P01": crossed,
  "40001": crossed,
  "53300": busy,
};

/** What a caller hears where the database had no room or no time: 503 with Retry-After. Null for any other failure. */
export function busyAnswer(error: unknown): AppError | null {
  const sentence = isNoRoom(error) ? busy : sentences[String((error as { code?: unknown } | null)?.code)];
  return sentence ? new AppError("unavailable", sentence, { retryAfterSeconds, cause: error }) : null;
}

/** The driver has no code for a connection that did not come up in time: what its pool says, early and late, and what it says itself. */
const connectionTimedOut = new Set([
  "timeout exceeded when trying to connect",
  "Connection terminated due to connection timeout",
  "timeout expired",
]);

function isNoRoom(error: unknown): boolean {
  return error instanceof DatabaseBusy || (error instanceof Error && connectionTimedOut.has(error.message));
}
