import type { AuditEntry } from "../contract.ts";

const columns: readonly [head: string, (entry: AuditEntry) => unknown][] = [
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

/** The mark at the beginning lets spreadsheets read the letters of every language. RFC 4180 else. */
export const csvHead = `\uFEFF${columns.map(([head]) => head).join(",")}\r\n`;

export const csvLine = (entry: AuditEntry) => `${columns.map(([, value]) => cell(value(entry))).join(",")}\r\n`;

/** What a spreadsheet would take for a formula is text: others choose the names that stand in the log. */
function cell(value: unknown): string {
  const plain = value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  const text = /^[\s]*[=+\-@|%]|^[\t\r\n]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
