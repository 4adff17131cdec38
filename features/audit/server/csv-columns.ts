import type { Cell } from "#platform/csv.ts";
import type { AuditEntry } from "../contract.ts";

/** The columns of the log as a spreadsheet has them, each with what is in it. */
export const csvColumns: readonly [head: string, (entry: AuditEntry) => Cell][] = [
  ["time", (entry) => entry.created_at],
  ["sentence", (entry) => entry.sentence],
  ["actor_type", (entry) => entry.actor_type],
  ["actor", (entry) => entry.actor_label],
  ["actor_name", (entry) => entry.actor_name],
  ["actor_id", (entry) => entry.actor_id],
  ["action", (entry) => entry.action],
  ["target_type", (entry) => entry.target_type],
  ["target", (entry) => entry.target_label],
  ["target_id", (entry) => entry.target_id],
  ["before", (entry) => entry.before],
  ["after", (entry) => entry.after],
  ["ip_address", (entry) => entry.ip_address],
  ["user_agent", (entry) => entry.user_agent],
  ["request_id", (entry) => entry.request_id],
  ["id", (entry) => entry.id],
  ["seal", (entry) => entry.seal?.sequence],
];
