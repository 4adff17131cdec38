import { t } from "../messages.ts";
import { translate, type Sent } from "../translate.ts";

/** A call that failed, in words that may be shown. `status` is 0 where no answer came at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** A sentence per wrong field, keyed by the field's name on the wire. */
  readonly fieldErrors: Readonly<Record<string, string>>;
  readonly requestId: string | null;
  /** When the server wants to be asked again; null where it does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { fieldErrors?: Record<string, string>; requestId?: string | undefined; retryAfterSeconds?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.fieldErrors = more.fieldErrors ?? {};
    this.requestId = more.requestId ?? null;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }
}

/** The sentence that a failure is shown with. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : t("apiError.broken");
}

/**
 * An error answer of the server or of a proxy before it, whatever its body is.
 *
 * @param retryAfter the header `Retry-After`
 */
export function errorOfAnswer(status: number, body: unknown, retryAfter: string | null): ApiError {
  const error = isErrorBody(body) ? body.error : null;
  const retryAfterSeconds = readRetryAfter(retryAfter);
  const when = retryAfterSeconds === null ? t("apiError.inAMoment") : sayWhen(retryAfterSeconds);
  const message = error ? translate(error.message, error.sentence) : status >= 500 ? t("apiError.failed", { when }) : t("apiError.refused");
  return new ApiError(status, error?.code ?? "unknown", message, {
    fieldErrors: Object.fromEntries(
      Object.entries(error?.field_errors ?? {}).map(([field, wrong]) => [field, translate(wrong, error?.field_sentences?.[field])]),
    ),
    requestId: error?.request_id,
    retryAfterSeconds,
  });
}

/** No answer came: offline, or the server is down. */
export function unreachable(cause?: unknown): ApiError {
  return new ApiError(0, "unreachable", t("apiError.unreachable"), { cause });
}

/** Seconds, or the moment itself, which a proxy may send. */
function readRetryAfter(header: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}

function sayWhen(seconds: number): string {
  if (seconds <= 1) return t("apiError.inAMoment");
  const minutes = Math.ceil(seconds / 60);
  return seconds < 60 ? t("apiError.inSeconds", { seconds }) : t("apiError.inMinutes", { minutes });
}

type ErrorBody = {
  error: {
    code: string;
    message: string;
    sentence?: Sent;
    field_errors?: Record<string, string>;
    field_sentences?: Record<string, Sent>;
    request_id?: string;
  };
};

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== "object" || body === null || !("error" in body)) return false;
  const { error } = body;
  return typeof error === "object" && error !== null && "message" in error && typeof error.message === "string";
}
