import { AsyncLocalStorage } from "node:async_hooks";

/** A request that is being answered: what a wait or a statement below it needs to know, without a parameter for it. */
export type RequestWork = {
  /** The caller's network, as limits count it. */
  readonly network: string;
  /** Aborts when the caller hangs up. Costly to make, so it is asked for only where something takes long. */
  readonly hungUp: AbortSignal;
  /** Whether it has begun to change something: then it is finished, even if nobody waits for the answer any more. */
  begun: boolean;
  /** Whether one statement of it may take as long as one of a job. */
  takesLong: boolean;
  /** Whether a visitor of a website asks. */
  byVisitor: boolean;
  /** Set by `sayFrom`. */
  from?: RequestFrom;
};

/** Which request it is, where it comes from, and what it does. */
export type RequestFrom = { id: string; ip: string; userAgent: string; act: string };

const current = new AsyncLocalStorage<RequestWork | undefined>();

/** The request that is being answered; undefined in a job, a sweep and at the start. */
export const currentRequest = (): RequestWork | undefined => current.getStore();

export const asRequest = <T>(request: RequestWork, run: () => T): T => current.run(request, run);

/** Runs something later as the request of now: streams are read long after their handler has returned. */
export function asNow(): <T>(run: () => T) => T {
  const request = current.getStore();
  return (run) => current.run(request, run);
}

/** From here on the request is finished, even if its caller hangs up. */
export function beginWork(): void {
  const request = current.getStore();
  if (request) request.begun = true;
}

/** From here on what the request writes says where it came from: the account log writes rows by itself. */
export function sayFrom(from: RequestFrom): void {
  const request = current.getStore();
  if (request) request.from = from;
}

/** Where the request that is being answered comes from, if it has said so; else null. */
export const requestFrom = (): RequestFrom | null => current.getStore()?.from ?? null;

/** It is a visitor's: there can be many of them at once, and the team does not wait behind all of them. */
export function markVisitor(): void {
  const request = current.getStore();
  if (request) request.byVisitor = true;
}

/** From here on its statements have the time of a job. */
export function takeLong(): void {
  const request = current.getStore();
  if (request) request.takesLong = true;
}
