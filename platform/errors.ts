import { asSentence, type Sentence } from "./sentence.ts";

/** The codes an API error may carry and the HTTP status of each: the one map between them. */
export const statusOfCode = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  account_closed: 403,
  step_up_required: 403,
  not_found: 404,
  conflict: 409,
  already_done: 409,
  budget_spent: 409,
  limit_reached: 409,
  too_large: 413,
  unsupported_type: 415,
  invalid: 422,
  status_forbids: 423,
  too_many: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusOfCode;

/** A failure whose message may be shown to the caller. Anything else thrown is a 500 without one. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** The message with the key by which it can be translated. */
  readonly sentence: Sentence;
  /** Sentence per wrong field, keyed by the field's name on the wire. */
  readonly fieldErrors: Record<string, Sentence> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string | Sentence,
    options: { fieldErrors?: FieldErrors; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(String(message), { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.sentence = asSentence(message);
    this.fieldErrors = options.fieldErrors && mapValues(options.fieldErrors, asSentence);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

type FieldErrors = Record<string, string | Sentence>;

/** Whether something failed on our side, rather than being refused. */
export const isOurFault = (error: unknown) => !(error instanceof AppError) || statusOfCode[error.code] >= 500;

export const notFound = (message: string | Sentence = "There is nothing here that you can see.") => new AppError("not_found", message);
export const forbidden = (message: string | Sentence = "Your role does not allow this.") => new AppError("forbidden", message);
export const conflict = (message: string | Sentence) => new AppError("conflict", message);

/** One or more wrong fields; the first sentence serves as the message. */
export function invalid(fieldErrors: FieldErrors): AppError {
  return new AppError("invalid", Object.values(fieldErrors)[0] ?? "A field is wrong.", { fieldErrors });
}

export const mapValues = <From, To>(record: Record<string, From>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
