import { Element, Text } from "domhandler";
import { hasText, tidy, type Block } from "../block.ts";
import { withAddress } from "../links.ts";
import { mathmlText } from "../mathml.ts";
import { numeral } from "../numerals.ts";
import { tableToBlocks, type Cell, type Row } from "../tables.ts";
import { childOf, elementsOf, parseXml, xmlText } from "../xml.ts";
import type { ListLevel, Styles } from "./styles.ts";

export type OdfContext = { styles: Styles; part(path: string): Uint8Array | undefined };

/** Settings, notes of editors, and what was deleted. */
const silent = new Set(
  "office:annotation office:annotation-end text:tracked-changes text:index-title-template text:note-citation text:ruby-text text:sequence-decls text:variable-decls text:user-field-decls presentation:notes table:tracked-changes office:forms text:alphabetical-index-source text:table-of-content-source".split(
    " ",
  ),
);
const repeatsMax = 100;
const depthMax = 60;

/** Reads the text of a document, a cell or a shape into blocks, as the page shows it. */
export class OdfText {
  readonly blocks: Block[] = [];
  private readonly context: OdfContext;
  private readonly depth: number;
  private beside: Block[] = [];
  /** Where lists of one style continue. */
  private readonly counts = new Map<string, number[]>();

  constructor(context: OdfContext, depth = 0) {
    this.context = context;
    this.depth = depth;
  }

  read(parent: Element): Block[] {
    for (const child of elementsOf(parent)) this.element(child);
    return this.blocks;
  }

  element(node: Element): void {
    const { name, attribs } = node;
    if (silent.has(name) || this.isHidden(node)) return;
    if (this.depth > depthMax) this.push({ kind: "text", text: tidy(xmlText(node)) });
    else if (name === "text:h") this.paragraph(node, Number(attribs["text:outline-level"] ?? 1));
    else if (name === "text:p") this.paragraph(node, this.context.styles.headingOf(attribs["text:style-name"]));
    else if (name === "text:list") this.list(node, 1, attribs["text:style-name"]);
    else if (name === "table:table") for (const block of tableToBlocks(this.rows(node))) this.push(block);
    else if (name.startsWith("draw:")) this.drawing(node);
    else this.read(node);
    for (const block of this.beside.splice(0)) this.push(block);
  }

  private push(block: Block): void {
    if (hasText(block.text)) this.blocks.push(block);
  }

  private isHidden({ name, attribs }: Element): boolean {
    if (attribs["text:display"] === "none" || attribs["table:visibility"] === "collapse" || attribs["table:visibility"] === "filter")
      return true;
    if ((name === "text:hidden-text" || name === "text:hidden-paragraph") && attribs["text:is-hidden"] !== "false") return true;
    return this.context.styles.isHidden(attribs["text:style-name"] ?? attribs["table:style-name"] ?? attribs["draw:style-name"]);
  }

  private paragraph(node: Element, level: number | null): void {
    const text = tidy(this.inline(node), true);
    if (level !== null && text.length <= 250) this.push({ kind: "heading", level: level + 1, text: text.replaceAll("\n", " ") });
    else this.push({ kind: "text", text });
  }

  private inline(parent: Element): string {
    let text = "";
    for (const node of parent.children) {
      if (node instanceof Text) text += node.data.replace(/\s+/g, " ");
      else if (node instanceof Element && !silent.has(node.name) && !this.isHidden(node)) text += this.inlineElement(node);
    }
    return text;
  }

  private inlineElement(node: Element): string {
    const { name, attribs } = node;
    if (name === "text:s") return " ";
    if (name === "text:tab") return " ";
    if (name === "text:line-break") return "\n";
    if (name === "text:soft-hyphen") return "";
    if (name === "text:a") return withAddress(this.inline(node), attribs["xlink:href"] ?? "");
    if (name === "text:ruby") return this.inline(childOf(node, "text:ruby-base") ?? node);
    if (name === "text:note") return this.note(node);
    if (name.startsWith("draw:")) {
      this.drawing(node);
      return " ";
    }
    return this.inline(node);
  }

  private note(node: Element): string {
    const citation = tidy(xmlText(childOf(node, "text:note-citation") ?? new Element("text:note-citation", {})));
    const blocks = this.inside(childOf(node, "text:note-body"));
    const text = blocks.map((block) => block.text).join("\n");
    if (!hasText(text)) return "";
    this.beside.push({ kind: "text", text: `[${citation}] ${text}` });
    return ` [${citation}]`;
  }

  private inside(node: Element | undefined): Block[] {
    return node ? new OdfText(this.context, this.depth + 1).read(node) : [];
  }

  private list(node: Element, level: number, inherited: string | undefined): void {
    const style = node.attribs["text:style-name"] ?? inherited;
    const known = this.context.styles.list(style);
    const key = style ?? "";
    const counts = this.counts.get(key) ?? [];
    this.counts.set(key, counts);
    if (level === 1 && node.attribs["text:continue-numbering"] !== "true" && !node.attribs["text:continue-list"]) counts.length = 0;
    for (const item of elementsOf(node)) {
      if (item.name !== "text:list-item" && item.name !== "text:list-header") continue;
      const start = item.attribs["text:start-value"];
      const own = known?.get(level);
      let mark = "";
      if (item.name === "text:list-item") {
        counts.length = level;
        counts[level - 1] = start ? Number(start) : counts[level - 1] === undefined ? (own?.start ?? 1) : counts[level - 1]! + 1;
        mark = markOf(own, known, counts, level);
      }
      for (const child of elementsOf(item)) {
        if (child.name === "text:list") this.list(child, level + 1, style);
        else {
          const blocks = this.inside(wrapped(child));
          for (const block of blocks) {
            if (mark === "" || block.kind === "row") this.push(block);
            else if (block.kind === "heading") this.push({ ...block, text: `${mark === "-" ? "" : `${mark} `}${block.text}` });
            else this.push({ kind: "row", text: `${"  ".repeat(level - 1)}${mark} ${block.text}` });
            mark = "";
          }
        }
      }
    }
  }

  private rows(table: Element): Row[] {
    const rows: Row[] = [];
    const within = (parent: Element, isHeader: boolean): void => {
      for (const child of elementsOf(parent)) {
        if (this.isHidden(child) || silent.has(child.name)) continue;
        if (child.name === "table:table-row") {
          const row = { isHeader, cells: this.cells(child) };
          const isEmpty = row.cells.every(({ blocks }) => blocks.length === 0);
          const repeats = isEmpty ? 1 : Math.min(repeatsMax, Number(child.attribs["table:number-rows-repeated"] ?? 1));
          for (let count = 0; count < repeats; count += 1) rows.push(row);
        } else within(child, isHeader || child.name === "table:table-header-rows");
      }
    };
    within(table, false);
    return rows;
  }

  cells(row: Element, hiddenColumns: ReadonlySet<number> = new Set()): Cell[] {
    const cells: Cell[] = [];
    let column = 0;
    for (const cell of elementsOf(row)) {
      if (cell.name !== "table:table-cell" && cell.name !== "table:covered-table-cell") continue;
      const times = Number(cell.attribs["table:number-columns-repeated"] ?? 1);
      let repeats = 0;
      for (let at = column; at < column + times && repeats < repeatsMax; at += 1) if (!hiddenColumns.has(at)) repeats += 1;
      column += times;
      // What a merged cell covers is not shown, and has its place already.
      if (cell.name === "table:covered-table-cell" || repeats === 0) continue;
      const shown = this.inside(cell);
      const blocks = shown.length > 0 ? shown : storedValue(cell);
      const made: Cell = {
        blocks,
        isBold: this.isBold(cell),
        colspan: Number(cell.attribs["table:number-columns-spanned"] ?? 1),
        rowspan: Number(cell.attribs["table:number-rows-spanned"] ?? 1),
      };
      for (let count = 0; count < repeats; count += 1) cells.push(made);
    }
    while (cells.at(-1)?.blocks.length === 0) cells.pop();
    return cells;
  }

  private isBold(cell: Element): boolean {
    const { styles } = this.context;
    if (styles.isBold(cell.attribs["table:style-name"])) return true;
    const paragraphs = elementsOf(cell).filter(({ name }) => name === "text:p" || name === "text:h");
    return paragraphs.length > 0 && paragraphs.every(({ attribs }) => styles.isBold(attribs["text:style-name"]));
  }

  /** Frames, shapes and groups: their text; of a chart or an equation what it says; of a picture what it shows. */
  private drawing(node: Element): void {
    if (this.isHidden(node)) return;
    for (const child of elementsOf(node)) {
      if (child.name === "draw:object" || child.name === "draw:object-ole") this.object(child);
      else if (child.name === "svg:desc" || child.name === "svg:title") this.beside.push({ kind: "text", text: tidy(xmlText(child)) });
      else if (child.name === "text:p" || child.name === "text:h" || child.name === "text:list" || child.name === "table:table")
        this.beside.push(...this.inside(wrapped(child)));
      else if (child.name.startsWith("draw:") && child.name !== "draw:enhanced-geometry") this.drawing(child);
    }
  }

  private object(node: Element): void {
    const path = (node.attribs["xlink:href"] ?? "").replace(/^\.\//, "");
    const content = parseXml(this.context.part(`${path}/content.xml`));
    if (content.name === "math:math" || content.name === "math") this.beside.push({ kind: "text", text: tidy(mathmlText(content)) });
    else this.beside.push(...this.inside(childOf(content, "office:body")));
  }
}

/** Programs that make sheets may leave it to the reader to show a value. */
function storedValue({ attribs }: Element): Block[] {
  const [value] = ["string-value", "date-value", "time-value", "boolean-value", "value"].flatMap((name) => attribs[`office:${name}`] ?? []);
  return value === undefined || value === "" ? [] : [{ kind: "text", text: tidy(value) }];
}

/** One element as if it were all that its parent has. */
function wrapped(child: Element): Element {
  const parent = new Element("wrapper", {});
  parent.children.push(child);
  return parent;
}

function markOf(own: ListLevel | undefined, levels: Map<number, ListLevel> | undefined, counts: readonly number[], level: number): string {
  if (!own || own.isBullet) return "-";
  const shown: string[] = [];
  for (let at = Math.max(1, level - own.levelsShown + 1); at <= level; at += 1)
    shown.push(numeral(counts[at - 1] ?? 1, levels?.get(at)?.format ?? "decimal"));
  return `${own.prefix}${shown.join(".")}${own.suffix || "."}`.trim();
}
