/** A provider that asks for a rest longer than this is asked again all the same. */
const restMsMax = 10 * 60_000;
/** Without a time of its own. */
const rateRestMs = 5_000;
/** A wrong key, or a model that is not there: somebody has to see to that. */
const mistakeRestMs = 60_000;

/** How long a provider's answer says that it is not to be asked; null where it says nothing of that. */
export function askedRest(error: unknown): number | null {
  const { status, headers } = answerOf(error);
  if (status === 401 || status === 403 || status === 404) return mistakeRestMs;
  if (status !== 429 && status !== 503) return null;
  const asked = Number(headers["retry-after-ms"] ?? Number.NaN);
  const after = headers["retry-after"];
  const seconds = Number(after ?? Number.NaN) * 1_000;
  const wait = [asked, seconds, Date.parse(after ?? "") - Date.now()].find(Number.isFinite);
  if (wait === undefined) return status === 429 ? rateRestMs : null;
  return Math.min(Math.max(wait, 0), restMsMax);
}

/** Whether it did not take what it was sent, and would not take it later. */
export function isRefusal(error: unknown): boolean {
  return [400, 413, 422].includes(answerOf(error).status ?? 0);
}

/** The SDK's own type would load the SDK where there is no provider. */
function answerOf(error: unknown): { status: number | null; headers: Record<string, string> } {
  const { statusCode, responseHeaders } = (typeof error === "object" && error ? error : {}) as {
    statusCode?: unknown;
    responseHeaders?: Record<string, string>;
  };
  return { status: typeof statusCode === "number" ? statusCode : null, headers: responseHeaders ?? {} };
}
/** The HTTP status of a provider's failure: of the error itself or, where the SDK has tried again, of the last one. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("statusCode" in error && typeof error.statusCode === "number") return error.statusCode;
  return "lastError" in error ? statusOf(error.lastError) : undefined;
}
