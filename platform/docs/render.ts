import { Marked, type Tokens } from "marked";
import { escapeHtml } from "../mail/template.ts";
import { headingIds } from "./headings.ts";

export type Heading = { depth: number; text: string; id: string };
export type Rendered = { html: string; headings: Heading[] };

/** Markdown of ours as HTML. Raw HTML in it is shown as text, so that no sentence of an API schema becomes markup. */
export function render(markdown: string): Rendered {
  const headings: Heading[] = [];
  const idOf = headingIds();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        const inner = this.parser.parseInline(tokens);
        if (depth === 1) return `<h1>${inner}</h1>\n`;
        const id = idOf(text);
        const plain = text.replaceAll("`", "");
        headings.push({ depth, text: plain, id });
        return `<h${depth} id="${id}">${inner}<a class="anchor" href="#${id}" aria-label="Link to ${escapeHtml(plain)}">#</a></h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const outside = /^https?:/.test(href) ? ' rel="noreferrer"' : "";
        return `<a href="${escapeHtml(pageAddress(href))}"${outside}>${this.parser.parseInline(tokens)}</a>`;
      },
      image({ href, text }: Tokens.Image) {
        return `<img class="picture" src="${escapeHtml(href.replace(/^pictures\//, "/docs/pictures/"))}" alt="${escapeHtml(text)}">`;
      },
      code({ text, lang }: Tokens.Code) {
        return `<div class="code"><pre tabindex="0"${lang ? ` data-language="${escapeHtml(lang)}"` : ""}><code>${escapeHtml(text)}</code></pre></div>\n`;
      },
      table({ header, rows, align }: Tokens.Table) {
        const cell = (tag: "th" | "td", role: string, { tokens }: Tokens.TableCell, at: number) => {
          const label = tag === "td" ? ` data-label="${escapeHtml(header[at]?.text ?? "")}"` : "";
          return `<${tag} role="${role}"${label}${align[at] ? ` align="${align[at]}"` : ""}>${this.parser.parseInline(tokens)}</${tag}>`;
        };
        const row = (cells: string[]) => `<tr role="row">${cells.join("")}</tr>`;
        const head = row(header.map((column, at) => cell("th", "columnheader", column, at)));
        const body = rows.map((cells) => row(cells.map((column, at) => cell("td", "cell", column, at)))).join("\n");
        const stacks = align.every((side) => side !== "center");
        return tableHtml(head, body, stacks);
      },
      codespan({ text }: Tokens.Codespan) {
        return `<code>${escapeHtml(text).replace(/[:/_](?=\w)/g, "$&<wbr>")}</code>`;
      },
      html({ text }: Tokens.HTML | Tokens.Tag) {
        return escapeHtml(text);
      },
    },
  });
  return { html: String(marked.parse(markdown)), headings };
}

/** On a phone rows of text become blocks, which CSS can do only at the price of the roles; so those are spelled out. */
function tableHtml(head: string, body: string, stacks: boolean): string {
  const table = `<table role="table"><thead role="rowgroup">${head}</thead><tbody role="rowgroup">${body}</tbody></table>`;
  return `<div class="table${stacks ? " stacks" : ""}" role="group" aria-label="Table" tabindex="0">${table}</div>\n`;
}

/** Between pages, files link to files: `widget.md#privacy`. In HTML that is `/docs/widget#privacy`. */
function pageAddress(href: string): string {
  return href.replace(/^([\w-]+)\.md(?=#|$)/, (_link, name: string) => (name === "index" ? "/docs" : `/docs/${name}`));
}

/** The same link in the Markdown that is served: an absolute address, so that it holds wherever the text is pasted. */
export function withAbsoluteLinks(markdown: string, appUrl: string): string {
  return markdown
    .replace(/\]\(([\w-]+)\.md(#[\w-]+)?\)/g, `](${appUrl}/docs/$1.md$2)`)
    .replace(/\]\((pictures\/[\w.-]+)\)/g, `](${appUrl}/docs/$1)`);
}
