import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** One page of the documentation. `markdown` is whole: its heading first, every fill in its place. */
export type DocsPage = { name: string; title: string; summary: string; section: string; markdown: string };

export type DocsSite = { index: DocsPage; pages: readonly DocsPage[] };

/** Text that is made from code: `<!-- fill: NAME -->` on a line of its own, or `{{NAME}}` within one, becomes what `fills[NAME]` says. */
export type Fills = Readonly<Record<string, () => string>>;

/** What this installation has: a line that ends in `<!-- where: NAME -->` is served only where `has[NAME]` is true. */
export type Conditions = Readonly<Record<string, boolean>>;

type Made = { fills: Fills; has: Conditions };

/**
 * Reads a folder of Markdown. Its `index.md` is the table of contents: `## Section` and, below it,
 * `- [Title](name.md): what the page answers.` give the order, and nothing that it does not name is served.
 */
export async function readSite(folder: string, made: Made): Promise<DocsSite> {
  const read = async (name: string) => fill(leaveOut(await readFile(join(folder, `${name}.md`), "utf8"), name, made.has), name, made.fills);
  const contents = await read("index");
  const index: DocsPage = { name: "index", title: titleOf(contents), summary: summaryOf(contents), section: "", markdown: contents };
  const pages = await Promise.all(
    readContents(contents).map(async (entry) => {
      const markdown = await read(entry.name);
      return { ...entry, title: titleOf(markdown), markdown };
    }),
  );
  return { index, pages };
}

type Entry = Pick<DocsPage, "name" | "summary" | "section">;

function readContents(markdown: string): Entry[] {
  const entries: Entry[] = [];
  let section = "";
  for (const line of markdown.split("\n")) {
    section = /^## (.+)$/.exec(line)?.[1] ?? section;
    const [, name, summary] = /^- \[[^\]]+\]\(([\w-]+)\.md\): (.+)$/.exec(line) ?? [];
    if (name && summary) entries.push({ name, summary, section });
  }
  return entries;
}

function titleOf(markdown: string): string {
  return /^# (.+)$/m.exec(markdown)?.[1] ?? "";
}

/** The paragraph under the title. */
function summaryOf(markdown: string): string {
  return /^# .+\n+(.+)$/m.exec(markdown)?.[1] ?? "";
}

function leaveOut(markdown: string, page: string, has: Conditions): string {
  return markdown.replace(/^(.*?) ?<!-- where: ([\w-]+) -->\n/gm, (_line, text: string, name: string) => {
    const isHere = has[name];
    if (isHere === undefined) throw new Error(`docs/${page}.md asks for "${name}", of which nothing is known.`);
    return isHere ? `${text}\n` : "";
  });
}

function fill(markdown: string, page: string, fills: Fills): string {
  return markdown.replace(/^<!-- fill: ([\w-]+) -->$|\{\{([\w-]+)\}\}/gm, (_mark, line?: string, word?: string) => {
    const name = line ?? word ?? "";
    const made = fills[name];
    if (!made) throw new Error(`docs/${page}.md asks for "${name}", which nothing makes.`);
    return made();
  });
}
