import { leftOut } from "./archive-entries.ts";
import { exportedTables } from "./exported-tables.ts";

/** The files of an archive with their fields, and what is left out, as Markdown: what the docs print. */
export function archiveContents(sells: boolean): string {
  const tables = exportedTables.filter(({ sold }) => sells || !sold);
  const files = tables.map(({ name, what, columns, joined = {}, made = {} }) => [
    `\`data/${name}.jsonl\``,
    what,
    [...columns, ...Object.keys(joined), ...Object.keys(made)].map((field) => `\`${field}\``).join(", "),
  ]);
  const missing = leftOut(tables).map(({ table, column, reason }) => [`\`${table}${column ? `.${column}` : ""}\``, reason]);
  return [
    tableOf(["File", "A line is", "Fields"], files),
    "## What is left out",
    "The manifest contains this list too, under the names of the database.",
    tableOf(["Left out", "Why"], missing),
  ].join("\n\n");
}

function tableOf(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
