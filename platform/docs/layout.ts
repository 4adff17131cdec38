import { escapeHtml } from "../mail/template.ts";
import type { Rendered } from "./render.ts";
import { queryLengthMax } from "./search-site.ts";
import type { DocsPage, DocsSite } from "./site.ts";

/** The HTML around a page. Works without script: on a phone the menu is a `details`, and the search is a page. */
export function layout(site: DocsSite, product: string, page: DocsPage, { html, headings }: Rendered, query = ""): string {
  const isListed = site.pages.includes(page) || page === site.index;
  const outline = headings.filter(({ depth }) => depth <= 3);
  const title = page === site.index ? `${product} documentation` : `${page.title} · ${product} documentation`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(page.summary)}">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/docs/assets/logo.svg" type="image/svg+xml">
<link rel="preload" href="/docs/assets/inter.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/docs/assets/docs.css">
${isListed ? `<link rel="alternate" type="text/markdown" href="${markdownAddress(page)}">` : '<meta name="robots" content="noindex">'}
<script src="/docs/assets/search-key.js" defer></script>
<script src="/docs/assets/copy.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="side">
${brand(product)}
${searchField(query)}
<nav class="pages" aria-label="Documentation">${pageList(site, page)}</nav>
<details class="menu"><summary>Menu</summary><nav aria-label="Documentation">${pageList(site, page)}</nav></details>
<a class="dashboard" href="/">Open the dashboard</a>
</header>
<main id="content" tabindex="-1">
<article>
${html}</article>
${foot(site, page, isListed)}
</main>
${outline.length > 1 ? `<nav class="outline" aria-label="On this page"><p>On this page</p><ul>${outline.map((heading) => `<li class="depth-${heading.depth}"><a href="#${heading.id}">${escapeHtml(heading.text)}</a></li>`).join("")}</ul></nav>` : ""}
</body>
</html>
`;
}

function searchField(query: string): string {
  return `<form class="search" role="search" action="/docs/search"><label for="q">Search the documentation</label><input type="search" id="q" name="q" value="${escapeHtml(query)}" placeholder="Search" maxlength="${queryLengthMax}" autocomplete="off" aria-keyshortcuts="/"></form>`;
}

/** Where a page is found as Markdown. */
function markdownAddress(page: DocsPage): string {
  return page.name === "index" ? "/docs.md" : `/docs/${page.name}.md`;
}

function brand(product: string): string {
  return `<a class="brand" href="/docs"><img src="/docs/assets/logo.svg" alt="" width="28" height="28"><span>${escapeHtml(product)}</span> <span>Docs</span></a>`;
}

function pageList(site: DocsSite, current: DocsPage): string {
  const sections = [...new Set(site.pages.map((page) => page.section))];
  return sections
    .map((section) => {
      const links = site.pages
        .filter((page) => page.section === section)
        .map(
          (page) => `<li><a href="/docs/${page.name}"${page === current ? ' aria-current="page"' : ""}>${escapeHtml(page.title)}</a></li>`,
        );
      return `<p>${escapeHtml(section)}</p><ul>${links.join("")}</ul>`;
    })
    .join("");
}

function foot(site: DocsSite, page: DocsPage, isListed: boolean): string {
  const at = site.pages.indexOf(page);
  const link = (to: DocsPage | undefined, word: string) =>
    to ? `<a class="${word.toLowerCase()}" href="/docs/${to.name}"><span>${word}</span>${escapeHtml(to.title)}</a>` : "";
  return `<footer>
${
  isListed
    ? `<nav aria-label="Neighbouring pages">${link(site.pages[at - 1], "Previous")}${link(site.pages[at + 1], "Next")}</nav>
<p><a href="${markdownAddress(page)}">This page as Markdown</a></p>`
    : ""
}
</footer>`;
}
