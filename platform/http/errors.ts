import { HTTPException } from "hono/http-exception";
import { busyAnswer } from "../database/busy.ts";
import { AppError, mapValues, statusOfCode, type ErrorCode } from "../errors.ts";
import type { Logger } from "../log.ts";
import { asSentence, sentJson, type SentJson } from "../sentence.ts";
import { currentRequest } from "../work.ts";
import type { HttpContext } from "./app.ts";

/**
 * The body of every error answer. `field_errors` holds a sentence per wrong field; `sentence` and `field_sentences` are the
 * same sentences as keys and values, from which another language is made.
 */
export type ErrorBody = {
  error: {
    code: ErrorCode;
    message: string;
    sentence: SentJson;
    field_errors?: Record<string, string>;
    field_sentences?: Record<string, SentJson>;
    request_id: string;
  };
};

/** The one exit of failures. What is not an AppError is a 500 that says nothing but its request id. */
export function errorAnswer(c: HttpContext, error: unknown, log: Logger): Response {
  const requestId = c.get("requestId");
  const busy = busyAnswer(error);
  const known = busy ?? asAppError(error);
  if (busy) {
    const left = currentRequest()?.hungUp.aborted ?? false;
    log[left ? "debug" : "warn"](
      { error: String(error), request_id: requestId, route: c.get("routePattern") },
      "the database had no room or no time for a request",
    );
  }
  if (!known) log.error({ err: error, request_id: requestId, route: c.get("routePattern") }, "a request failed");
  const code = known?.code ?? "internal";
  if (isRefusal(c, code)) {
    log.warn({ request_id: requestId, route: c.get("routePattern") ?? "none", code, ip: c.get("ip") }, "a request was refused");
  }
  const sentence = known?.sentence ?? asSentence("Something went wrong on our side. The request id helps to find it.");
  const wrong = known?.fieldErrors;
  const body: ErrorBody = {
    error: {
      code,
      message: String(sentence),
      sentence: sentJson(sentence),
      ...(wrong && { field_errors: mapValues(wrong, String), field_sentences: mapValues(wrong, sentJson) }),
      request_id: requestId,
    },
  };
  const headers = known?.retryAfterSeconds ? { "Retry-After": String(known.retryAfterSeconds) } : undefined;
  return c.json(body, statusOfCode[code], headers);
}

/** As node says it of a body whose socket was closed. */
const isCutOff = (error: unknown) =>
  error instanceof Error && error.message === "aborted" && "code" in error && error.code === "ECONNRESET";

/** What operators watch for: wrong passwords and keys, forbidden calls, exceeded limits. */
function isRefusal(c: HttpContext, code: ErrorCode): boolean {
  // A page that asks whether its session still stands is nothing to look at.
  if (code === "unauthenticated") return c.req.header("authorization") !== undefined || c.req.method !== "GET";
  return statusOfCode[code] === 403 || code === "too_many";
}

function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException && error.status === 413) return new AppError("too_large", "The request is too large.");
  if (notStorable.has(String((error as { code?: unknown } | null)?.code))) {
    return new AppError("invalid", "This contains a text or a time that cannot be stored.", { cause: error });
  }
  if (isCutOff(error)) return new AppError("invalid_request", "The request was cut off before its end.");
  return null;
}

/** PostgreSQL's codes for a text that its encoding lacks, and for a date or time that no calendar has. */
const notStorable = new Set(["22021", "22P05", "22007", "22008"]);
