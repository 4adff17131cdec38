import { marked, type Token, type Tokens } from "marked";
import { headingIds } from "./headings.ts";
import type { DocsPage } from "./site.ts";

/** What is below one heading of a page. `id` is its anchor, and null for what comes before the first heading. */
export type Section = { page: DocsPage; id: string | null; depth: number; heading: string; pieces: string[] };

/** A page cut at its headings, as plain text: a paragraph, an entry of a list or a row of a table is one piece. */
export function sectionsOf(page: DocsPage): Section[] {
  const idOf = headingIds();
  const sections: Section[] = [{ page, id: null, depth: 1, heading: page.title, pieces: [] }];
  for (const token of marked.lexer(page.markdown)) {
    if (token.type !== "heading") sections.at(-1)!.pieces.push(...piecesOf(token));
    else if (token.depth > 1)
      sections.push({ page, id: idOf(token.text), depth: token.depth, heading: plain(token.tokens ?? []), pieces: [] });
  }
  return sections;
}

function piecesOf(token: Token): string[] {
  if (token.type === "list") return (token as Tokens.List).items.flatMap((item) => item.tokens.flatMap(piecesOf));
  if (token.type === "table") return (token as Tokens.Table).rows.map((row) => row.map((cell) => plain(cell.tokens)).join(" · "));
  if (token.type === "code") return [(token as Tokens.Code).text];
  const text = plain([token]).trim();
  return text === "" ? [] : [text];
}

/** The words of some Markdown without its marks: of a link its text, of a picture its description. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === "br" || token.type === "space") return " ";
      if ("tokens" in token && token.tokens) return plain(token.tokens);
      return "text" in token ? String(token.text) : "";
    })
    .join("");
}
