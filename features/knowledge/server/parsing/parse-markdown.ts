import { lexer, type Token, type Tokens } from "marked";
import { tidy, type Block, type ParsedFile } from "./block.ts";
import { decodeEntities } from "./html-to-blocks.ts";

/** Headings, paragraphs, items and rows as plain text. A title in the front matter is the document's. */
export function parseMarkdown(text: string): ParsedFile {
  const { title, body } = splitFrontMatter(text);
  const blocks: Block[] = [];
  for (const token of lexer(body)) addToken(blocks, token, "");
  return { title, blocks };
}

/** The `---` block of settings that static site makers put first; of it only the title is text for people. */
function splitFrontMatter(text: string): { title: string | null; body: string } {
  const match = /^\s*---\n([\s\S]{0,20000}?)\n---[^\S\n]*(\n|$)/.exec(text);
  if (!match) return { title: null, body: text };
  const title = /^title:[^\S\n]*(["']?)(.+?)\1[^\S\n]*$/m.exec(match[1] ?? "")?.[2];
  return { title: title ? tidy(title) : null, body: text.slice(match[0].length) };
}

function addToken(blocks: Block[], token: Token, indent: string): void {
  switch (token.type) {
    case "heading":
      return add(blocks, { kind: "heading", level: (token as Tokens.Heading).depth, text: inline(token.tokens) });
    case "paragraph":
    case "text":
      return add(blocks, { kind: "text", text: inlineOf(token) });
    case "blockquote":
      for (const child of (token as Tokens.Blockquote).tokens) addToken(blocks, child, indent);
      return;
    case "list":
      return addList(blocks, token as Tokens.List, indent);
    case "table":
      return addTable(blocks, token as Tokens.Table);
    case "code":
      return add(blocks, { kind: "text", text: tidy((token as Tokens.Code).text, true) });
    case "html":
      return add(blocks, { kind: "text", text: tidy(plain(token.raw), true) });
  }
}

function addList(blocks: Block[], list: Tokens.List, indent: string): void {
  list.items.forEach((item, index) => {
    const mark = list.ordered ? `${Number(list.start || 1) + index}.` : "-";
    const own = item.tokens.filter((child) => child.type !== "list");
    add(blocks, { kind: "row", text: `${indent}${mark} ${own.map(inlineOf).filter(Boolean).join(" ")}` });
    for (const child of item.tokens) if (child.type === "list") addList(blocks, child as Tokens.List, `${indent}  `);
  });
}

function addTable(blocks: Block[], table: Tokens.Table): void {
  const names = table.header.map((cell) => inline(cell.tokens));
  for (const row of table.rows) {
    const cells = row.map((cell, index) => ({ name: names[index] ?? "", text: inline(cell.tokens) })).filter((cell) => cell.text !== "");
    add(blocks, { kind: "row", text: cells.map(({ name, text }) => (name ? `${name}: ${text}` : text)).join("; ") });
  }
}

function add(blocks: Block[], block: Block): void {
  if (/[\p{L}\p{N}]/u.test(block.text)) blocks.push(block);
}

function inlineOf(token: Token): string {
  return "tokens" in token && token.tokens ? inline(token.tokens) : plain("text" in token ? String(token.text) : "");
}

function inline(tokens: Token[] | undefined): string {
  return tidy((tokens ?? []).map(inlineText).join(""), true);
}

function inlineText(token: Token): string {
  if (token.type === "br") return "\n";
  if (token.type === "html") return plain(token.raw);
  if (token.type === "image") return plain((token as Tokens.Image).text);
  if ("tokens" in token && token.tokens) return token.tokens.map(inlineText).join("");
  const text = "text" in token ? String(token.text) : "";
  return token.type === "codespan" || token.type === "escape" ? decodeEntities(text) : plain(text);
}

/** Without tags, comments and the tags of template languages. */
function plain(text: string): string {
  return decodeEntities(text.replace(/<!--[\s\S]*?-->|<\/?[a-z][^<>]*>|\{%[^{}]*%\}/gi, ""));
}
