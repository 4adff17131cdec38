import { Element, Text, type AnyNode, type ParentNode } from "domhandler";
import { parse } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";
import { hasText, tidy, tidyCode, type Block } from "./block.ts";
import { blockElements, isUnseen } from "./html-elements.ts";
import { cellText, label, tableToBlocks, type Cell, type Row } from "./tables.ts";
import { withAddress } from "./links.ts";
import { mathmlText } from "./mathml.ts";
import { letters, roman } from "./numerals.ts";

/** Deeper than any page is; what lies below is read as plain words. */
const depthMax = 200;

/** A parsed page: its title, and what can be seen of it. */
export type Page = { title: string | null; blocks: Block[] };

/**
 * The blocks of an HTML page or a piece of one: headings, paragraphs, list items and rows. What a browser would not show
 * (scripts, comments, hidden elements) is left out.
 */
export function htmlToBlocks(html: string): Page {
  const document = parse(html, { treeAdapter: adapter, scriptingEnabled: true });
  const writer = new Writer();
  writer.children(document, 0);
  writer.flush();
  const title = find(document, "title");
  return { title: title ? tidy(textOf(title)) || null : null, blocks: writer.blocks };
}

/** Goes through a tree and writes the blocks of it, with the text of the open one in `text`. */
class Writer {
  readonly blocks: Block[] = [];
  private text = "";
  /** Of the open block what is before the link that is open. */
  private beforeLink = "";
  private cuts = 0;
  private readonly lists: { count: number; step: number; ordered: boolean; style: string }[] = [];
  /** What the next block begins with: the mark of its list item. */
  private mark = "";

  children(parent: ParentNode, depth: number): void {
    for (const child of parent.children) this.node(child, depth);
  }

  flush(kind: "text" | "row" = "text", level = 0): void {
    const text = this.cut();
    if (!hasText(text)) return;
    const item = this.lists.length > 0 && (this.mark !== "" || kind === "row");
    const line = this.mark + text;
    this.mark = "";
    if (level > 0) this.blocks.push({ kind: "heading", level, text: tidy(text) });
    else this.blocks.push({ kind: item ? "row" : kind, text: line });
  }

  /** Ends the open text. */
  private cut(): string {
    const text = tidy((this.beforeLink + this.text).replaceAll("\u0001", "\n"), true);
    this.text = "";
    this.beforeLink = "";
    this.cuts += 1;
    return text;
  }

  private node(node: AnyNode, depth: number): void {
    if (node instanceof Text) this.text += node.data.replace(/\s+/g, " ");
    else if (node instanceof Element) {
      if (depth > depthMax) this.text += ` ${textOf(node, " ")} `;
      else if (!isUnseen(node.name, node.attribs)) this.element(node, depth + 1);
    }
  }

  private element(node: Element, depth: number): void {
    const { name } = node;
    if (name === "br" || name === "wbr") this.text += name === "br" ? "\u0001" : "";
    else if (/^h[1-6]$/.test(name)) this.block(node, depth, Number(name[1]));
    else if (name === "ul" || name === "ol" || name === "menu" || name === "dir") this.list(node, depth);
    else if (name === "li") this.item(node, depth);
    else if (name === "table") this.table(node, depth);
    else if (name === "dl") this.definitions(node, depth);
    else if (name === "pre" || name === "textarea" || name === "listing" || name === "xmp") this.preformatted(node);
    else if (name === "a") this.link(node, depth);
    else if (name === "img" || name === "area") this.text += ` ${node.attribs["alt"] ?? ""} `;
    else if (name === "input") this.text += ` ${inputText(node)} `;
    else if (name === "button") this.apart(node, depth);
    else if (name === "math") this.text += ` ${mathmlText(node) || (node.attribs["alttext"] ?? "")} `;
    else if (name === "svg") this.text += ` ${svgText(node)} `;
    else if (name === "q") this.quoted(node, depth);
    else if (name === "sup" || name === "sub") this.raised(node, depth);
    else if (blockElements.has(name)) this.block(node, depth);
    else this.children(node, depth);
  }

  private block(node: Element, depth: number, level = 0): void {
    if (level > 0) this.flush();
    else this.part();
    this.children(node, depth);
    if (level > 0) this.flush("text", level);
    else this.part();
  }

  /** Paragraphs of one list item stay together. */
  private part(): void {
    if (this.lists.length === 0) this.flush();
    else if (this.beforeLink !== "" || this.text.trim() !== "") this.text += "\u0001";
  }

  /** What has a frame of its own within a line. */
  private apart(node: Element, depth: number): void {
    this.text += " ";
    this.children(node, depth);
    this.text += " ";
  }

  private list(node: Element, depth: number): void {
    this.flush();
    const ordered = node.name === "ol";
    const start = Number.parseInt(node.attribs["start"] ?? "", 10);
    const items = node.children.filter((child) => child instanceof Element && child.name === "li").length;
    const reversed = ordered && "reversed" in node.attribs;
    const first = Number.isNaN(start) ? (reversed ? items : 1) : start;
    const step = reversed ? -1 : 1;
    this.lists.push({ ordered, count: first - step, step, style: node.attribs["type"] ?? "" });
    this.children(node, depth);
    this.flush();
    this.lists.pop();
  }

  private item(node: Element, depth: number): void {
    this.flush();
    const list = this.lists.at(-1);
    if (!list) return this.block(node, depth);
    const value = Number.parseInt(node.attribs["value"] ?? "", 10);
    list.count = Number.isNaN(value) ? list.count + list.step : value;
    this.mark = `${"  ".repeat(this.lists.length - 1)}${list.ordered ? `${ordinal(list.count, list.style)}.` : "-"} `;
    this.children(node, depth);
    this.flush("row");
    this.mark = "";
  }

  private table(node: Element, depth: number): void {
    this.flush();
    const { rows, caption } = new TableReader(depth).read(node);
    for (const block of tableToBlocks(rows, caption)) this.blocks.push(block);
    this.mark = "";
  }

  /** `Term: what it is`. */
  private definitions(node: Element, depth: number): void {
    this.flush();
    let terms: string[] = [];
    let used = true;
    const groups = node.children.flatMap((child) => (child instanceof Element && child.name === "div" ? child.children : [child]));
    for (const child of groups) {
      if (child instanceof Text && hasText(child.data)) this.blocks.push({ kind: "text", text: tidy(child.data) });
      if (!(child instanceof Element) || isUnseen(child.name, child.attribs)) continue;
      const blocks = blocksIn(child, depth);
      if (child.name === "dt") {
        terms = used ? [] : terms;
        terms.push(cellText({ blocks }));
        used = false;
      } else if (child.name === "dd") {
        const text = cellText({ blocks });
        const name = terms.filter(Boolean).join(", ");
        if (hasText(text)) this.blocks.push({ kind: "row", text: name ? label(name, text) : text });
        used = true;
      } else this.blocks.push(...blocks);
    }
    if (!used && hasText(terms.join(""))) this.blocks.push({ kind: "row", text: terms.join(", ") });
  }

  private preformatted(node: Element): void {
    if (this.lists.length === 0) this.flush();
    const code = tidyCode(textOf(node, "", "\n")).replace(/^\n|\s+$/g, "");
    if (this.lists.length > 0) {
      // A piece of code belongs to its item, and keeps its lines.
      const before = this.cut();
      if (hasText(code)) this.blocks.push({ kind: "row", text: `${this.mark}${[before, code].filter(Boolean).join("\n")}` });
      else this.text = before;
      if (hasText(code)) this.mark = "";
      return;
    }
    if (hasText(code)) this.blocks.push({ kind: "text", text: code });
  }

  /** A card is one link around blocks: the last of them says where it leads. */
  private link(node: Element, depth: number): void {
    const href = node.attribs["href"] ?? "";
    const outer = this.beforeLink;
    const before = this.text;
    const [count, cuts] = [this.blocks.length, this.cuts];
    this.beforeLink = outer + before;
    this.text = "";
    this.children(node, depth);
    if (this.cuts === cuts) {
      this.beforeLink = outer;
      this.text = before + linked(this.text, href);
    } else if (hasText(this.text)) this.text = linked(this.text, href);
    else {
      const last = this.blocks.at(-1);
      if (last && this.blocks.length > count) last.text = withAddress(last.text, href);
    }
  }

  private quoted(node: Element, depth: number): void {
    this.text += "“";
    this.children(node, depth);
    this.text += "”";
  }

  /** "10²" is not "102", and a reference is not part of the word before it. */
  private raised(node: Element, depth: number): void {
    const inside = textOf(node);
    const isPower = node.name === "sup" && /\p{N}$/u.test(this.text) && /^[\p{N}\-−+n]+$/u.test(inside);
    if (isPower) this.text += "^";
    this.children(node, depth);
  }
}

/** With the address after the words, and before the line breaks that end them. */
function linked(text: string, href: string): string {
  const end = text.replaceAll("\u0001", " ").trimEnd().length;
  return withAddress(text.slice(0, end), href) + text.slice(end);
}

function blocksIn(node: Element, depth: number): Block[] {
  const writer = new Writer();
  writer.children(node, depth);
  writer.flush();
  return writer.blocks;
}

/** The rows of one table, without those of tables in its cells. */
class TableReader {
  private readonly rows: Row[] = [];
  private caption = "";
  private readonly depth: number;

  constructor(depth: number) {
    this.depth = depth;
  }

  read(table: Element): { rows: Row[]; caption: string } {
    this.within(table, false);
    return { rows: this.rows, caption: this.caption };
  }

  private within(parent: Element, isHead: boolean): void {
    for (const child of parent.children) {
      if (!(child instanceof Element) || isUnseen(child.name, child.attribs)) continue;
      if (child.name === "tr") this.rows.push({ isHeader: isHead, cells: this.cells(child) });
      else if (child.name === "caption") this.caption = cellText({ blocks: blocksIn(child, this.depth) });
      else this.within(child, child.name === "thead");
    }
  }

  private cells(row: Element): Cell[] {
    return row.children.flatMap((cell) => {
      if (!(cell instanceof Element) || (cell.name !== "td" && cell.name !== "th") || isUnseen(cell.name, cell.attribs)) return [];
      const span = (name: string) => Number.parseInt(cell.attribs[name] ?? "", 10);
      const rowspan = span("rowspan");
      return [
        {
          blocks: blocksIn(cell, this.depth),
          isHeader: cell.name === "th",
          isBold: isBold(cell),
          colspan: span("colspan") || 1,
          rowspan: rowspan === 0 ? Number.MAX_SAFE_INTEGER : rowspan || 1,
        },
      ];
    });
  }
}

function isBold(cell: Element): boolean {
  const inside = cell.children.filter((child) => !(child instanceof Text) || child.data.trim() !== "");
  const [only] = inside;
  return (
    inside.length === 1 && only instanceof Element && (only.name === "b" || only.name === "strong" || (only.name === "p" && isBold(only)))
  );
}

function inputText({ attribs }: Element): string {
  const type = attribs["type"]?.toLowerCase() ?? "text";
  return /^(?:text|button|submit|reset|search|tel|email|url|number|date)$/.test(type) ? (attribs["value"] ?? "") : "";
}

/** The labels of a drawing; its title and its shapes' are not shown. */
function svgText(node: Element): string {
  return all(node, "text")
    .map((label) => textOf(label))
    .join(" ");
}

function find(root: ParentNode, name: string): Element | null {
  return all(root, name, 1)[0] ?? null;
}

function all(root: ParentNode, name: string, most = Infinity): Element[] {
  const found: Element[] = [];
  const open: AnyNode[] = [...root.children].toReversed();
  for (let node = open.pop(); node && found.length < most; node = open.pop()) {
    if (!(node instanceof Element)) continue;
    if (node.name === name) found.push(node);
    else for (let index = node.children.length - 1; index >= 0; index -= 1) open.push(node.children[index]!);
  }
  return found;
}

/**
 * All words below a node, without recursion: a page can be as deep as it likes. `between`: what parts blocks from what is before them;
 * `lineEnd`: what a line break becomes.
 */
function textOf(root: ParentNode, between = "", lineEnd = " "): string {
  let text = "";
  const open: AnyNode[] = [...root.children].toReversed();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node instanceof Text) text += node.data;
    else if (node instanceof Element) {
      if (node.name !== "title" && isUnseen(node.name, {})) continue;
      if (node.name === "br") text += lineEnd;
      else if (between !== "" && (blockElements.has(node.name) || /^t[dhr]$/.test(node.name))) text += between;
      for (let index = node.children.length - 1; index >= 0; index -= 1) open.push(node.children[index]!);
    }
  }
  return text;
}

/** The number of an item as a browser shows it. */
function ordinal(count: number, style: string): string {
  if (/^a$/i.test(style) && count > 0) return style === "A" ? letters(count).toUpperCase() : letters(count);
  if (/^i$/i.test(style) && count > 0) return style === "I" ? roman(count).toUpperCase() : roman(count);
  return String(count);
}
