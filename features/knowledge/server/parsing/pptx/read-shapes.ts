import { Element } from "domhandler";
import { hasText, tidy, type Block } from "../block.ts";
import { mathText } from "../docx/math.ts";
import { withAddress } from "../links.ts";
import { numeral } from "../numerals.ts";
import { chartTexts, diagramTexts, unescapeText, type OfficePackage } from "../ooxml.ts";
import { tableToBlocks, type Row } from "../tables.ts";
import { childAt, childOf, descendants, elementsOf, xmlText } from "../xml.ts";

export type SlideContext = { office: OfficePackage; path: string };

/** These say on every slide the same. */
const margins = new Set(["sldNum", "dt", "ftr", "hdr"]);
const formats: Record<string, string> = {
  arabic: "decimal",
  alphaLc: "lowerLetter",
  alphaUc: "upperLetter",
  romanLc: "lowerRoman",
  romanUc: "upperRoman",
};

/** What the shapes of a slide say, its title apart. */
export function readShapes(shapes: readonly Element[], context: SlideContext): { title: string; blocks: Block[] } {
  let title = "";
  const blocks: Block[] = [];
  const shape = (node: Element): void => {
    if (isHidden(node)) return;
    if (node.name === "p:sp" || node.name === "p:cxnSp") {
      const kind = childAt(node, "p:nvSpPr", "p:nvPr", "p:ph")?.attribs;
      if (kind && margins.has(kind["type"] ?? "")) return;
      const own = paragraphs(childOf(node, "p:txBody"), context, kind !== undefined && !/title/i.test(kind["type"] ?? ""));
      if (title === "" && /^(?:title|ctrTitle)$/.test(kind?.["type"] ?? "")) title = tidy(own.map(({ text }) => text).join(" "));
      else blocks.push(...own);
    } else if (node.name === "p:graphicFrame") blocks.push(...graphic(node, context));
    else if (node.name === "p:grpSp") for (const child of elementsOf(node)) shape(child);
    else if (node.name === "mc:AlternateContent")
      for (const child of elementsOf(childOf(node, "mc:Choice") ?? childOf(node, "mc:Fallback"))) shape(child);
    else if (node.name === "p:pic") {
      const about = tidy(childAt(node, "p:nvPicPr", "p:cNvPr")?.attribs["descr"] ?? "");
      if (hasText(about) && !/automatically generated|^\S+\.(?:png|jpe?g|gif|svg)$/i.test(about))
        blocks.push({ kind: "text", text: about });
    }
  };
  for (const child of shapes) shape(child);
  return { title, blocks };
}

function isHidden(node: Element): boolean {
  const properties = elementsOf(node).find(({ name }) => /^p:nv\w+Pr$/.test(name));
  return /^(?:1|true)$/.test(childOf(properties, "p:cNvPr")?.attribs["hidden"] ?? "");
}

/** Several paragraphs of a body are its points, with the numbers that the slide shows. */
function paragraphs(body: Element | undefined, context: SlideContext, isBody: boolean): Block[] {
  const all = elementsOf(body).filter(({ name }) => name === "a:p");
  const counts: number[] = [];
  const texts = all.flatMap((paragraph): Block[] => {
    const text = tidy(inline(paragraph, context), true);
    const properties = childOf(paragraph, "a:pPr");
    const level = Number(properties?.attribs["lvl"] ?? 0);
    if (!hasText(text)) return [];
    const auto = childOf(properties, "a:buAutoNum")?.attribs;
    counts.length = level + 1;
    counts[level] = auto ? (counts[level] ?? Number(auto["startAt"] ?? 1) - 1) + 1 : 0;
    const [, format = "arabic", tail = "Period"] = /^(arabic|alphaLc|alphaUc|romanLc|romanUc)(\w*)$/.exec(auto?.["type"] ?? "") ?? [];
    const number = numeral(counts[level]!, formats[format]!);
    const shown = tail === "ParenBoth" ? `(${number})` : tail === "ParenR" ? `${number})` : tail === "Plain" ? number : `${number}.`;
    const hasBullet = childOf(properties, "a:buChar") ?? (isBody && all.length > 1 && !childOf(properties, "a:buNone"));
    const mark = auto ? shown : hasBullet ? "-" : "";
    return [mark ? { kind: "row", text: `${"  ".repeat(level)}${mark} ${text}` } : { kind: "text", text }];
  });
  return texts;
}

function inline(paragraph: Element, context: SlideContext): string {
  let text = "";
  for (const node of elementsOf(paragraph)) {
    if (node.name === "a:r") {
      const id = childAt(node, "a:rPr", "a:hlinkClick")?.attribs["r:id"] ?? "";
      const relation = context.office.relations(context.path).get(id);
      text += withAddress(
        unescapeText(xmlText(childOf(node, "a:t") ?? new Element("a:t", {}))),
        relation?.isExternal ? relation.target : "",
      );
    } else if (node.name === "a:br") text += "\n";
    else if (node.name === "a:fld")
      text += /^(?:slidenum|datetime)/.test(node.attribs["type"] ?? "") ? "" : xmlText(childOf(node, "a:t") ?? node);
    else if (node.name === "mc:AlternateContent") text += inline(childOf(node, "mc:Choice") ?? node, context);
    else if (node.name.endsWith(":m") || node.name.startsWith("m:")) text += mathText(node);
  }
  return text;
}

function graphic(node: Element, context: SlideContext): Block[] {
  const { office, path } = context;
  const partOf = (id: string | undefined) => office.part(office.relations(path).get(id ?? "")?.target ?? "");
  const tables = descendants(node, "a:tbl").flatMap((table) => tableToBlocks(rows(table, context)));
  const charts = descendants(node, "c:chart").flatMap(({ attribs }) => chartTexts(partOf(attribs["r:id"])));
  const diagrams = descendants(node, "dgm:relIds").flatMap(({ attribs }) => diagramTexts(partOf(attribs["r:dm"])));
  return [...tables, ...[...charts, ...diagrams].map((text): Block => ({ kind: "row", text }))];
}

function rows(table: Element, context: SlideContext): Row[] {
  const isNamed = /^(?:1|true)$/.test(childOf(table, "a:tblPr")?.attribs["firstRow"] ?? "");
  return elementsOf(table)
    .filter(({ name }) => name === "a:tr")
    .map((row, index) => ({
      isHeader: isNamed && index === 0,
      cells: elementsOf(row)
        .filter(({ name, attribs }) => name === "a:tc" && !/^(?:1|true)$/.test(attribs["hMerge"] ?? attribs["vMerge"] ?? ""))
        .map((cell) => ({
          blocks: paragraphs(childOf(cell, "a:txBody"), context, false),
          colspan: Number(cell.attribs["gridSpan"] ?? 1),
          rowspan: Number(cell.attribs["rowSpan"] ?? 1),
        })),
    }));
}
