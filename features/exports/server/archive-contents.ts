import type { OwnedTable } from "#access/tables.ts";
import type { Platform } from "#platform/platform.ts";
import { archivedTables, leftOut } from "./archived-tables.ts";

/** The files of an archive with their fields, and what is left out, as Markdown: what the docs print. */
export function archiveContents(platform: Platform, tables: readonly OwnedTable[]): string {
  const archived = archivedTables(tables).filter(({ available }) => available?.(platform) ?? true);
  const contents = archived.map(({ name, what, columns, joined = {}, files }) => [
    `\`data/${name}.jsonl\``,
    what,
    [...columns, ...Object.keys(joined), ...(files ? ["file"] : [])].map((field) => `\`${field}\``).join(", "),
  ]);
  const missing = leftOut(platform, tables, archived).map(({ table, column, reason }) => [
    `\`${table}${column ? `.${column}` : ""}\``,
    reason,
  ]);
  return [
    tableOf(["File", "A line is", "Fields"], contents),
    "## What is left out",
    "The manifest holds this list too, under the names of the database.",
    tableOf(["Left out", "Why"], missing),
  ].join("\n\n");
}

function tableOf(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
