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

/** What each status lets through: the one table that HTTP, jobs, streams and the widget obey. */
const allowedKinds: Record<Status, readonly ("read" | "write" | "answer")[]> = {
  active: ["read", "write", "answer"],
  past_due: ["read", "write", "answer"],
  suspended: ["read"],
  deleting: ["read"],
};

/**
 * @param kind `answer` is what a visitor asks of an agent, which stops with the organization's writes
 * @param allowedWhile statuses in which an operation works although its kind is blocked
 */
export function statusAllows(status: Status, kind: "read" | "write" | "answer", allowedWhile: readonly Status[] = []): boolean {
  return allowedKinds[status].includes(kind) || allowedWhile.includes(status);
}

/** Says why an organization is read-only; to a visitor, who is no party to it, only that nobody answers. */
export function statusSentence(status: Status, audience: "member" | "visitor" = "member"): string {
  if (audience === "visitor") return "This chat is not available at the moment.";
  if (status === "deleting") return "This organization is being deleted and is read-only. An Owner can restore it.";
  if (status === "suspended") return "This organization is suspended and is read-only.";
  return "This organization works as usual.";
}
