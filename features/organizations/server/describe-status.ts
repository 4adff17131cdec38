import type { ExpressionBuilder, Selectable } from "kysely";
import { graceEnd, statusAllows, statusOf } from "#access/status.ts";
import type { DB, Organizations } from "#platform/database/schema.ts";
import type { StatusFacts } from "../contract.ts";

type Row = Pick<
  Selectable<Organizations>,
  | "created_at"
  | "purge_at"
  | "deletion_requested_at"
  | "deletion_requested_by"
  | "suspended_at"
  | "suspended_by"
  | "suspended_reason"
  | "past_due_since"
  | "grace_until"
>;

/**
 * The status of an organization, why, since when, by whom and until when, from its facts.
 * @param changedAt when its status changed last, null where it never did
 */
export function describeStatus(row: Row, changedAt: string | null): StatusFacts {
  const status = statusOf(row);
  const rest = { suspends_at: null, purge_at: row.purge_at, read_only: !statusAllows(status, "write") };
  if (status === "deleting") {
    const reason = "Its deletion was requested.";
    return { ...rest, status, status_reason: reason, status_since: row.deletion_requested_at, status_by: row.deletion_requested_by };
  }
  if (status === "suspended") {
    return { ...rest, status, status_reason: row.suspended_reason, status_since: row.suspended_at, status_by: row.suspended_by };
  }
  if (status === "past_due") {
    const facts = { status, status_reason: "The last payment failed.", status_since: row.past_due_since, status_by: null };
    return { ...rest, ...facts, suspends_at: graceEnd(row) };
  }
  return { ...rest, status, status_reason: null, status_since: changedAt ?? row.created_at, status_by: null };
}

/** Selects when the status of an organization `o` changed last, as `changed_at`; null where it never did. */
export const statusChangedAt = (select: ExpressionBuilder<DB & { o: Organizations }, "o">) =>
  select
    .selectFrom("status_changes as s")
    .select("s.created_at")
    .whereRef("s.organization_id", "=", "o.id")
    .orderBy("s.id", "desc")
    .limit(1)
    .as("changed_at");
