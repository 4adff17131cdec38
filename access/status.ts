import { say, type Sentence } from "#platform/sentence.ts";
/** The stored facts of an organization from which its status is derived. Timestamps are ISO 8601. */
export type OrganizationFacts = {
  id: string;
  name: string;
  purge_at: string | null;
  suspended_at: string | null;
  suspended_reason: string | null;
  past_due_since: string | null;
};

export const statuses = ["active", "past_due", "suspended", "deleting"] as const;
export type Status = (typeof statuses)[number];

/** Columns of `organizations` that hold the facts. */
export const factColumns = ["id", "name", "purge_at", "suspended_at", "suspended_reason", "past_due_since"] as const;

/** Deleting before suspended before past due: undoing one fact needs no memory of the others. */
export function statusOf(facts: Omit<OrganizationFacts, "id" | "name">): Status {
  if (facts.purge_at) return "deleting";
  if (facts.suspended_at) return "suspended";
  if (facts.past_due_since) return "past_due";
  return "active";
}

const working = ["active", "past_due"] as const;

/**
 * What may be done in which status: the one table that HTTP, jobs, open streams and the widget obey. A write that is one of
 * the last five names its row: `allowedWhile: worksWhile.leave`.
 */
export const worksWhile = {
  read: statuses,
  write: working,
  /** What a visitor asks of an agent. */
  answer: working,
  /** Whatever an API key does, reading included. */
  key: [...working, "suspended"],
  leave: statuses,
  export: statuses,
  /** What is due, wherever the organization stands. */
  pay: statuses,
  delete: [...working, "suspended"],
  restore: [...working, "deleting"],
} as const satisfies Record<string, readonly Status[]>;

/** @param allowedWhile statuses in which an operation or a job works although its kind is blocked */
export function statusAllows(status: Status, kind: "read" | "write" | "answer" | "key", allowedWhile: readonly Status[] = []): boolean {
  return (worksWhile[kind] as readonly Status[]).includes(status) || allowedWhile.includes(status);
}

const graceMs = 14 * 24 * 60 * 60 * 1000;

/** When a failed payment suspends the organization, as ISO 8601; null where none has failed. */
export function graceEnd(facts: { past_due_since: string | null; grace_until: string | null }): string | null {
  if (!facts.past_due_since) return null;
  const ownMs = Date.parse(facts.past_due_since) + graceMs;
  return new Date(Math.max(ownMs, facts.grace_until ? Date.parse(facts.grace_until) : 0)).toISOString();
}

/** The grace that begins now, for whom the operator reactivates before the payment came. */
export const newGrace = (): Date => new Date(Date.now() + graceMs);

/**
 * Says why an organization is read-only; to a visitor, who is no party to it, only that nobody answers.
 *
 * @param contact the number that the visitors of a suspended organization may call instead, as it is read
 */
export function statusSentence(
  status: Status,
  audience: "member" | "visitor" = "member",
  contact: string | null = null,
): string | Sentence {
  if (audience === "visitor") return unavailableSentence(contact);
  if (status === "deleting") return "This organization is being deleted and is read-only. An Owner can restore it.";
  if (status === "suspended") return "This organization is suspended and is read-only.";
  return "This organization works as usual.";
}

/** What a visitor reads where nobody answers, whatever the reason; `contact` is the number that they can call instead. */
export const unavailableSentence = (contact: string | null): string | Sentence =>
  contact ? say`This chat is not available at the moment. You can call ${contact}.` : "This chat is not available at the moment.";
