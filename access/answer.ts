import type { AnyOperation } from "./operation.ts";

/** What an operation answered: JSON, or a Response of its own where it streams. */
export type Answer = JsonAnswer | Response;
export type JsonAnswer = { status: number; body: unknown };

/** What `run` gave, checked against what the operation declares. */
export function answerOf(operation: AnyOperation, result: unknown): Answer {
  return result instanceof Response ? result : jsonAnswerOf(operation, result);
}

export function jsonAnswerOf(operation: AnyOperation, result: unknown): JsonAnswer {
  const status = operation.status ?? 200;
  if (status === 204) return { status, body: null };
  if (operation.output === "stream") throw new Error(`${operation.name} streams, and answered no Response.`);
  return { status, body: operation.output.parse(result) };
}
