import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** One page of the documentation. `markdown` is whole: its heading first, every fill in its place. */
export type DocsPage = { name: string; title: string; summary: string; section: string; markdown: string };

export type DocsSite = { index: DocsPage; pages: readonly DocsPage[] };

/** Markdown that is made from code: `<!-- fill: NAME -->` in a page is replaced by what `fills[NAME]` says. */
export type Fills = Readonly<Record<string, () => string>>;

/**
 * Reads a folder of Markdown. Its `index.md` is the table of contents: `## Section` and, below it,
 * `- [Title](name.md): what the page answers.` give the order, and nothing that it does not name is served.
 */
export async function readSite(folder: string, fills: Fills): Promise<DocsSite> {
  const contents = await readFile(join(folder, "index.md"), "utf8");
  const index: DocsPage = { name: "index", title: titleOf(contents), summary: summaryOf(contents), section: "", markdown: contents };
  const pages = await Promise.all(
    readContents(contents).map(async (entry) => {
      const markdown = fill(await readFile(join(folder, `${entry.name}.md`), "utf8"), entry.name, fills);
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

function fill(markdown: string, page: string, fills: Fills): string {
  return markdown.replace(/^<!-- fill: ([\w-]+) -->$/gm, (_comment, name: string) => {
    const made = fills[name];
    if (!made) throw new Error(`docs/${page}.md asks for "${name}", which nothing makes.`);
    return made();
  });
}
