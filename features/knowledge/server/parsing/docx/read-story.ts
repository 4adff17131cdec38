import { Element, Text } from "domhandler";
import { hasText, tidy, type Block } from "../block.ts";
import { withAddress } from "../links.ts";
import { chartTexts, diagramTexts, type OfficePackage } from "../ooxml.ts";
import { tableToBlocks, type Cell, type Row } from "../tables.ts";
import { childAt, childOf, descendants, elementsOf, xmlText } from "../xml.ts";
import { addressOfCode, Fields } from "./fields.ts";
import { mathText } from "./math.ts";
import type { Numbering } from "./numbering.ts";
import { headingOf, toggle, type Style } from "./styles.ts";
import { symbolText } from "./symbols.ts";

export type Context = {
  office: OfficePackage;
  /** The part that is read: its relations say where links lead. */
  path: string;
  styles: (id: string | undefined) => Style;
  numbering: Numbering;
  /** The blocks of a footnote or an endnote; empty where it says nothing. */
  noteText(kind: "footnote" | "endnote", id: string): string;
  /** The blocks of a document that is a part of this one. */
  imported(path: string): Block[];
  /** Whether each field that begins ends as well. */
  fieldsEnd: boolean;
};

/** What is in these is read as if they were not there. */
const wrappers = new Set([
  "w:ins",
  "w:moveTo",
  "w:smartTag",
  "w:customXml",
  "w:bdo",
  "w:dir",
  "w:sdtContent",
  "w:fldSimple",
  "w:subDoc",
  "w:txbxContent",
]);
/** Deleted, or of a place alone. Whatever else is in a paragraph is read. */
const silent = new Set(["w:del", "w:moveFrom", "w:rt", "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd"]);
const headingMax = 250;
const depthMax = 60;

/** Reads one story of a document (its body, a note, a cell, a text box) into blocks, as the page shows it. */
export class Story {
  readonly blocks: Block[] = [];
  private readonly context: Context;
  private readonly fields: Fields;
  private readonly depth: number;
  /** Of a paragraph whose end was deleted: it continues in the next one. */
  private carried = "";
  /** What belongs to the paragraph and is not in it: text boxes, notes. */
  private beside: Block[] = [];

  constructor(context: Context, depth = 0) {
    this.context = context;
    this.depth = depth;
    this.fields = new Fields(context.fieldsEnd);
  }

  read(parent: Element): Block[] {
    for (const child of elementsOf(parent)) this.element(child);
    return this.end();
  }

  /** What was to continue in a next paragraph, where none comes, is one itself. */
  end(): Block[] {
    const text = tidy(this.carried, true);
    this.carried = "";
    this.add("text", text);
    return this.blocks;
  }

  element(node: Element): void {
    if (this.depth > depthMax) return this.add("text", tidy(xmlText(node)));
    if (node.name === "w:p") this.paragraph(node);
    else if (node.name === "w:tbl") this.table(node);
    else if (node.name === "w:sdt") this.control(node);
    else if (node.name === "w:altChunk") this.chunk(node);
    else if (node.name === "mc:AlternateContent") this.alternatives(node);
    else if (node.name === "m:oMathPara" || node.name === "m:oMath") this.add("text", tidy(mathText(node), true));
    else if (wrappers.has(node.name)) for (const child of elementsOf(node)) this.element(child);
  }

  private add(kind: "text" | "row", text: string): void {
    if (hasText(text)) this.blocks.push({ kind, text });
  }

  private paragraph(node: Element): void {
    const properties = childOf(node, "w:pPr");
    const styleId = childOf(properties, "w:pStyle")?.attribs["w:val"];
    const style = this.context.styles(styleId);
    const raw = this.fields.endParagraph(this.inline(node, this.carried, style));
    this.carried = "";
    if (childAt(properties, "w:rPr", "w:del")) {
      this.carried = raw;
      return;
    }
    const text = tidy(raw, true);
    const mark = hasText(text) || text !== "" ? this.markOf(properties, style, styleId) : null;
    const level = headingOf(childOf(properties, "w:outlineLvl")?.attribs["w:val"]) ?? style.heading;
    if (hasText(text)) {
      const number = mark && mark.text !== "-" ? `${mark.text} ` : "";
      if (level !== null && text.length <= headingMax)
        this.blocks.push({ kind: "heading", level: level + 1, text: number + text.replaceAll("\n", " ") });
      else if (mark) this.blocks.push({ kind: "row", text: `${"  ".repeat(mark.level)}${mark.text} ${text}` });
      else this.blocks.push({ kind: "text", text });
    }
    this.blocks.push(...this.beside);
    this.beside = [];
  }

  /** The number or bullet of a paragraph; null where it has none. */
  private markOf(properties: Element | undefined, style: Style, styleId: string | undefined): { text: string; level: number } | null {
    const own = childOf(properties, "w:numPr");
    const listId = childOf(own, "w:numId")?.attribs["w:val"] ?? style.listId;
    if (!listId || listId === "0") return null;
    const ownLevel = childOf(own, "w:ilvl")?.attribs["w:val"];
    const level =
      ownLevel !== undefined
        ? Number(ownLevel)
        : ((styleId && this.context.numbering.levelOfStyle(listId, styleId)) ?? style.listLevel ?? 0);
    const text = this.context.numbering.next(listId, Number(level));
    return text === null || text.trim() === "" ? null : { text: text.trim(), level: Number(level) };
  }

  /** The words of a paragraph, run by run, behind those that are there already. */
  private inline(parent: Element, start: string, style: Style): string {
    let text = start;
    for (const node of elementsOf(parent)) {
      if (node.name === "w:r") text = this.run(node, text, style);
      else if (node.name === "w:hyperlink") {
        const relation = this.context.office.relations(this.context.path).get(node.attribs["r:id"] ?? "");
        text += withAddress(this.inline(node, "", style), relation?.isExternal ? relation.target : "");
      } else if (node.name === "w:fldSimple")
        text += withAddress(this.inline(node, "", style), addressOfCode(node.attribs["w:instr"] ?? ""));
      else if (node.name === "w:sdt") text += isPlaceholder(node) ? "" : this.inline(childOf(node, "w:sdtContent") ?? node, "", style);
      else if (node.name === "m:oMath" || node.name === "m:oMathPara") text += this.fields.isCode ? "" : mathText(node);
      else if (node.name === "mc:AlternateContent") text = this.inline(chosen(node), text, style);
      else if (!silent.has(node.name) && !node.name.endsWith("Pr")) text = this.inline(node, text, style);
    }
    return text;
  }

  private run(node: Element, before: string, paragraph: Style): string {
    const style = childAt(node, "w:rPr", "w:rStyle")?.attribs["w:val"];
    const isHidden = toggle(node, "w:vanish") ?? ((style !== undefined && this.context.styles(style).isHidden) || paragraph.isHidden);
    let text = before;
    for (const child of elementsOf(node)) {
      if (child.name === "w:fldChar") text = this.fields.mark(child, text);
      else if (child.name === "w:instrText") this.fields.addCode(xmlText(child));
      else if (!isHidden && !this.fields.isCode) text += this.inRun(child, paragraph);
    }
    return text;
  }

  private inRun(node: Element, style: Style): string {
    switch (node.name) {
      case "w:t":
        return xmlText(node);
      case "w:tab":
      case "w:ptab":
        return " ";
      case "w:br":
      case "w:cr":
        return "\n";
      case "w:noBreakHyphen":
        return "-";
      case "w:sym":
        return symbolText(node.attribs["w:font"] ?? "", Number.parseInt(node.attribs["w:char"] ?? "", 16));
      case "w:ruby":
        return this.inline(childOf(node, "w:rubyBase") ?? node, "", style);
      case "w:footnoteReference":
      case "w:endnoteReference":
        return this.note(node);
      case "mc:AlternateContent":
        return elementsOf(chosen(node))
          .map((child) => this.inRun(child, style))
          .join("");
      case "w:drawing":
      case "w:pict":
      case "w:object":
        return this.drawing(node);
      default:
        return "";
    }
  }

  private note(node: Element): string {
    const id = node.attribs["w:id"] ?? "";
    const text = this.context.noteText(node.name === "w:endnoteReference" ? "endnote" : "footnote", id);
    if (!hasText(text)) return "";
    this.beside.push({ kind: "text", text: `[${id}] ${text}` });
    return ` [${id}]`;
  }

  /** Text boxes, charts and diagrams follow the paragraph that they belong to; a picture says what it shows. */
  private drawing(node: Element): string {
    for (const box of descendants(node, "w:txbxContent"))
      for (const block of new Story(this.context, this.depth + 1).read(box)) this.beside.push(block);
    const relations = this.context.office.relations(this.context.path);
    const partOf = (id: string | undefined) => this.context.office.part(relations.get(id ?? "")?.target ?? "");
    for (const chart of descendants(node, "c:chart"))
      for (const text of chartTexts(partOf(chart.attribs["r:id"]))) this.beside.push({ kind: "row", text });
    for (const diagram of descendants(node, "dgm:relIds"))
      for (const text of diagramTexts(partOf(diagram.attribs["r:dm"]))) this.beside.push({ kind: "row", text });
    for (const path of descendants(node, "v:textpath")) this.beside.push({ kind: "text", text: tidy(path.attribs["string"] ?? "") });
    const about = tidy(descendants(node, "wp:docPr")[0]?.attribs["descr"] ?? "");
    return about === "" || /automatically generated|automatisch generiert/i.test(about) ? "" : ` ${about} `;
  }

  private control(node: Element): void {
    if (isPlaceholder(node)) return;
    for (const child of elementsOf(childOf(node, "w:sdtContent"))) this.element(child);
  }

  private chunk(node: Element): void {
    const relation = this.context.office.relations(this.context.path).get(node.attribs["r:id"] ?? "");
    if (relation && !relation.isExternal) for (const block of this.context.imported(relation.target)) this.blocks.push(block);
  }

  private alternatives(node: Element): void {
    for (const child of elementsOf(chosen(node))) this.element(child);
  }

  private table(node: Element): void {
    this.end();
    for (const block of tableToBlocks(this.rows(node))) this.blocks.push(block);
  }

  private rows(table: Element): Row[] {
    const rows: Row[] = [];
    const reaching: (Cell | undefined)[] = [];
    for (const row of within(table, "w:tr")) {
      const properties = childOf(row, "w:trPr");
      if (childOf(properties, "w:del") || isOn(childOf(properties, "w:hidden"))) continue;
      const cells: Cell[] = [];
      let column = Number(childOf(properties, "w:gridBefore")?.attribs["w:val"] ?? 0);
      if (column > 0) cells.push({ blocks: [], colspan: column });
      for (const element of within(row, "w:tc")) {
        const own = childOf(element, "w:tcPr");
        const merge = childOf(own, "w:vMerge");
        const isContinued = merge !== undefined && merge.attribs["w:val"] !== "restart";
        const colspan = Math.max(1, Number(childOf(own, "w:gridSpan")?.attribs["w:val"] ?? 1) || 1);
        const above = reaching[column];
        if (childOf(own, "w:hMerge") && childOf(own, "w:hMerge")!.attribs["w:val"] !== "restart" && cells.length > 0) {
          cells.at(-1)!.colspan = (cells.at(-1)!.colspan ?? 1) + 1;
        } else if (isContinued && above) above.rowspan = (above.rowspan ?? 1) + 1;
        else {
          const cell: Cell = { blocks: new Story(this.context, this.depth + 1).read(element), isBold: this.isBold(element), colspan };
          cells.push(cell);
          reaching[column] = merge ? cell : undefined;
        }
        column += colspan;
      }
      rows.push({ cells, isHeader: isOn(childOf(properties, "w:tblHeader")) });
    }
    return rows;
  }

  private isBold(cell: Element): boolean {
    const runs = descendants(cell, "w:r").filter((run) => xmlText(run).trim() !== "");
    const paragraph = this.context.styles(childAt(childOf(cell, "w:p"), "w:pPr", "w:pStyle")?.attribs["w:val"]);
    return runs.length > 0 && runs.every((run) => toggle(run, "w:b") ?? paragraph.isBold);
  }
}

/** The rows or cells of a table, in whatever stands around them; not those of tables in its cells. */
function within(parent: Element, name: string): Element[] {
  return elementsOf(parent).flatMap((child) => {
    if (child.name === name) return [child];
    if (child.name === "w:sdt") return within(childOf(child, "w:sdtContent") ?? child, name);
    return wrappers.has(child.name) ? within(child, name) : [];
  });
}

/** What a program of today shows of two ways to write the same; the older one where that alone says anything. */
function chosen(node: Element): Element {
  const all = elementsOf(node).filter(({ name }) => name === "mc:Choice" || name === "mc:Fallback");
  return all.find((one) => says(one)) ?? all[0] ?? new Element("mc:Choice", {});
}

function says(node: Element): boolean {
  return (
    descendants(node, "w:t", "m:t", "c:chart", "dgm:relIds", "w:sym").length > 0 ||
    node.children.some((child) => child instanceof Text && hasText(child.data))
  );
}

const isOn = (node: Element | undefined) => node !== undefined && !/^(?:0|false|off)$/.test(node.attribs["w:val"] ?? "");

/** "Click here to enter text." */
const isPlaceholder = (control: Element) => isOn(childAt(control, "w:sdtPr", "w:showingPlcHdr"));
