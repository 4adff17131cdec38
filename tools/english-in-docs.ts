import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { found } from "./lint/turns.ts";

/** Migrations before this one are released, and never edited. */
const firstUnreleased = "0042";

/** Turns of tools/lint/turns.ts in Markdown and in the comments of unreleased migrations, each as `file:line: what`. */
export function findTurnsInDocs(root: string): string[] {
  const pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...namesIn(root, "docs", ".md")].filter((page) =>
    existsSync(join(root, page)),
  );
  const migrations = namesIn(root, "migrations", ".sql").filter((path) => path >= `migrations/${firstUnreleased}`);
  return [...pages.flatMap((page) => turnsIn(root, page, prose)), ...migrations.flatMap((path) => turnsIn(root, path, sqlComments))];
}

function turnsIn(root: string, path: string, textsOf: (lines: string[]) => [line: number, text: string][]): string[] {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  return textsOf(lines).flatMap(([line, text]) => found(text).map((what) => `${path}:${line}: ${what}`));
}

/** Everything outside of fences. Text in backticks is code. */
function prose(lines: string[]): [line: number, text: string][] {
  let fenced = false;
  return lines.flatMap((text, index): [number, string][] => {
    if (/^\s*(```|~~~)/.test(text)) fenced = !fenced;
    return fenced ? [] : [[index + 1, text.replaceAll(/`[^`]*`/g, "`…`")]];
  });
}

/** Comments of several lines count as one text, from their first line on. */
function sqlComments(lines: string[]): [line: number, text: string][] {
  const found: [number, string][] = [];
  let open = false;
  for (const [index, line] of lines.entries()) {
    const text = /--\s?(.*)$/.exec(line)?.[1];
    const last = found.at(-1);
    const isWhole = /^\s*--/.test(line);
    if (text !== undefined && isWhole && open && last) last[1] += ` ${text}`;
    else if (text !== undefined) found.push([index + 1, text]);
    open = isWhole;
  }
  return found;
}

function namesIn(root: string, folder: string, ending: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => relative(root, join(root, folder, name)))
    .toSorted();
}
