import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "hono";
import { etag } from "hono/etag";
import type { App } from "../http/app.ts";
import { layout } from "./layout.ts";
import { render, withAbsoluteLinks } from "./render.ts";
import { searchPage } from "./search-page.ts";
import { indexSite, queryLengthMax } from "./search-site.ts";
import { readSite, type Conditions, type DocsPage, type DocsSite, type Fills } from "./site.ts";

export type DocsOptions = {
  /** The Markdown, with an `index.md` that names every page. */
  folder: string;
  product: string;
  appUrl: string;
  fills: Fills;
  has: Conditions;
  /** The product's colours: light in `:root`, dark in `.dark`. */
  tokens: URL;
  /** The product's mark, an SVG. */
  logo: URL;
};

/** Nothing but our own style sheet, font and scripts, and a form that goes to our own search. */
const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const font = new URL(import.meta.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"));
const ownFile = (name: string) => new URL(`assets/${name}`, import.meta.url);

/**
 * `/docs`, each page at `/docs/NAME` as HTML and at `/docs/NAME.md` as Markdown, and `/llms.txt`, their index.
 * `/docs/search?q=` searches them. Read and indexed when first asked for, and kept until the process ends.
 */
export function mountDocs(app: App, options: DocsOptions): void {
  let read: Promise<DocsSite> | undefined;
  const site = () => (read ??= readSite(options.folder, options));
  const pages = new Map<string, string>();
  let index: ReturnType<typeof indexSite> | undefined;

  const html = async (c: Context, page: DocsPage, status: 200 | 404 = 200) => {
    const known = pages.get(page.name) ?? layout(await site(), options.product, page, render(page.markdown));
    if (status === 200) pages.set(page.name, known);
    return c.html(known, status, { "Content-Security-Policy": policy });
  };
  const markdown = (c: Context, page: DocsPage) =>
    c.body(withAbsoluteLinks(page.markdown, options.appUrl), 200, { "Content-Type": "text/markdown; charset=utf-8" });

  for (const path of ["/docs", "/docs.md", "/docs/*", "/llms.txt"]) app.use(path, etag(), revalidated);
  app.get("/docs", async (c) => html(c, (await site()).index));
  app.get("/docs.md", async (c) => markdown(c, (await site()).index));
  app.get("/docs/", (c) => c.redirect("/docs", 301));
  const asset = (name: string, type: string, content: () => Promise<string | Uint8Array<ArrayBuffer>>) =>
    app.get(`/docs/assets/${name}`, async (c) => c.body(await content(), 200, { "Content-Type": type }));
  asset(
    "docs.css",
    "text/css; charset=utf-8",
    async () => byColourScheme(await readFile(options.tokens, "utf8")) + (await readFile(ownFile("docs.css"), "utf8")),
  );
  asset("copy.js", "text/javascript; charset=utf-8", () => readFile(ownFile("copy.js")));
  asset("search-key.js", "text/javascript; charset=utf-8", () => readFile(ownFile("search-key.js")));
  asset("logo.svg", "image/svg+xml", () => readFile(options.logo));
  asset("inter.woff2", "font/woff2", () => readFile(font));
  app.get("/docs/pictures/:file{[\\w-]+\\.webp}", async (c) => {
    const picture = await readFile(join(options.folder, "pictures", c.req.param("file"))).catch(() => null);
    return picture ? c.body(picture, 200, { "Content-Type": "image/webp" }) : c.notFound();
  });
  app.get("/docs/search", async (c) => {
    const known = await site();
    const search = await (index ??= indexSite(known));
    const query = (c.req.query("q") ?? "").trim().slice(0, queryLengthMax);
    const content = searchPage(query, query === "" ? null : search(query), known.pages.slice(0, 5));
    return c.html(layout(known, options.product, searching(query), { html: content, headings: [] }, query), 200, {
      "Content-Security-Policy": policy,
      "X-Robots-Tag": "noindex",
    });
  });
  app.get("/docs/:name{.+}", async (c) => {
    const { index, pages: known } = await site();
    const [, name, ending] = /^(.+?)(\.md)?$/.exec(c.req.param("name")) ?? [];
    const page = [index, ...known].find((candidate) => candidate.name === name);
    if (!page) return ending ? c.text("There is no page with this name. /llms.txt lists them.\n", 404) : html(c, missing, 404);
    return ending ? markdown(c, page) : html(c, page);
  });
  app.get("/llms.txt", async (c) => c.text(llmsText(await site(), options)));
}

const missing: DocsPage = {
  name: "missing",
  title: "No such page",
  summary: "There is no page at this address.",
  section: "",
  markdown: "# No such page\n\nThere is no page at this address. The [list of pages](index.md) names them all.\n",
};

const searching = (query: string): DocsPage => ({
  name: "search",
  title: query === "" ? "Search" : `${query} · Search`,
  summary: "Search the documentation.",
  section: "",
  markdown: "",
});

async function revalidated(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  if (c.res.ok) c.header("Cache-Control", "no-cache");
}

/** Pages of the docs have no switch of their own: dark is what the system says. */
function byColourScheme(tokens: string): string {
  return tokens.replace(/^\.dark \{([\s\S]*?)^\}/m, "@media (prefers-color-scheme: dark) {\n:root {$1}\n}\n");
}

/** The format of llmstxt.org: a title, a sentence, and a list of links for each section. */
function llmsText({ index, pages }: DocsSite, { product, appUrl }: DocsOptions): string {
  const sections = [...new Set(pages.map((page) => page.section))].map((section) => {
    const links = pages
      .filter((page) => page.section === section)
      .map((page) => `- [${page.title}](${appUrl}/docs/${page.name}.md): ${page.summary}`);
    return `## ${section}\n\n${links.join("\n")}\n`;
  });
  return [`# ${product}\n`, `> ${index.summary}\n`, ...sections].join("\n");
}
