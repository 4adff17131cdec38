import type { Element } from "domhandler";
import { hasText, tidy, Unreadable, type Block, type ParsedFile } from "./block.ts";
import { countedOdf } from "./counts/odf.ts";
import { guardZip } from "./guard-zip.ts";
import { OdfText, type OdfContext } from "./odf/read-text.ts";
import { readStyles } from "./odf/styles.ts";
import { tableToBlocks, type Row } from "./tables.ts";
import { childAt, childOf, descendants, eachElement, elementsOf, parseXml, xmlText } from "./xml.ts";

export type OdfKind = "text" | "spreadsheet" | "presentation";

/**
 * A text, sheet or presentation of OpenDocument, as its pages show it. Comments, hidden parts, deleted text and the heads and
 * feet of pages are left out.
 */
export function parseOdf(bytes: Uint8Array, kind: OdfKind, textMax: number): ParsedFile {
  const { names, files } = guardZip(bytes, (name) => /\.xml$|^mimetype$/i.test(name));
  const content = files.get("content.xml");
  if (!content) throw new Unreadable(names.length > 0 ? "wrong_type" : "corrupt");
  const manifest = files.get("META-INF/manifest.xml");
  if (manifest && /encryption-data/.test(new TextDecoder().decode(manifest))) throw new Unreadable("encrypted");
  const type = new TextDecoder().decode(files.get("mimetype") ?? new Uint8Array()).trim();
  if (type !== "" && !type.includes(`opendocument.${kind}`)) throw new Unreadable("wrong_type");
  const heads: Element[] = [];
  eachElement(
    content,
    (name) => name === "office:automatic-styles",
    (element) => void heads.push(element),
  );
  const context: OdfContext = {
    styles: readStyles(parseXml(files.get("styles.xml")), ...heads.map(wrap)),
    part: (path) => files.get(path),
  };
  const title = tidy(xmlText(descendants(parseXml(files.get("meta.xml")), "dc:title")[0] ?? parseXml(undefined))) || null;
  const counted = countedOdf(content, kind, context.styles.isHidden);
  if (kind === "spreadsheet") return { title, blocks: readSheets(content, context, textMax), counted };
  const body = childAt(parseXml(content), "office:body", `office:${kind}`);
  if (!body) throw new Unreadable("corrupt");
  return { title, blocks: kind === "text" ? new OdfText(context).read(body) : readSlides(body, context), counted };
}

const wrap = (element: Element): Element => {
  const root = parseXml(undefined);
  root.children.push(element);
  return root;
};

/** Row by row: a sheet can say that it has a million of them. */
function readSheets(content: Uint8Array, context: OdfContext, textMax: number): Block[] {
  const blocks: Block[] = [];
  const reader = new OdfText(context);
  let sheet: { name: string; isHidden: boolean; rows: Row[]; beside: Block[]; hiddenColumns: Set<number>; columns: number } | null = null;
  let length = 0;
  const finish = () => {
    if (!sheet || sheet.isHidden) return;
    const own = [...regions(sheet.rows).flatMap((rows) => tableToBlocks(rows)), ...sheet.beside];
    if (own.length > 0) blocks.push({ kind: "heading", level: 1, text: sheet.name });
    for (const block of own) blocks.push(block);
  };
  const taken = new Set(["table:table-row", "table:shapes", "table:table-column"]);
  eachElement(
    content,
    (name, attribs) => {
      if (name === "table:table") {
        finish();
        sheet = {
          name: tidy(attribs["table:name"] ?? ""),
          isHidden: context.styles.isHidden(attribs["table:style-name"]),
          rows: [],
          beside: [],
          hiddenColumns: new Set(),
          columns: 0,
        };
      }
      return taken.has(name);
    },
    (element) => {
      if (!sheet || sheet.isHidden) return;
      const isVisible = !/^(?:collapse|filter)$/.test(element.attribs["table:visibility"] ?? "");
      if (element.name === "table:shapes") sheet.beside.push(...new OdfText(context).read(element));
      else if (element.name === "table:table-column") {
        const repeats = Math.min(16_384, Number(element.attribs["table:number-columns-repeated"] ?? 1));
        for (let count = 0; !isVisible && count < repeats; count += 1) sheet.hiddenColumns.add(sheet.columns + count);
        sheet.columns += repeats;
      } else if (isVisible) {
        const { hiddenColumns } = sheet;
        const cells = reader.cells(element, hiddenColumns);
        const repeats = cells.some(({ blocks: own }) => own.length > 0)
          ? Math.min(100, Number(element.attribs["table:number-rows-repeated"] ?? 1))
          : 1;
        for (const { blocks: own } of cells) length += own.reduce((sum, { text }) => sum + text.length, 0);
        if (length > textMax) throw new Unreadable("too_much_text");
        for (let count = 0; count < repeats; count += 1) sheet.rows.push({ cells });
      }
    },
  );
  finish();
  return blocks;
}

/** The tables of a sheet: empty rows part them. */
function regions(rows: readonly Row[]): Row[][] {
  const found: Row[][] = [[]];
  for (const row of rows) {
    if (row.cells.length > 0) found.at(-1)!.push(row);
    else if (found.at(-1)!.length > 0) found.push([]);
  }
  return found.filter((region) => region.length > 0);
}

function readSlides(body: Element, context: OdfContext): Block[] {
  const blocks: Block[] = [];
  for (const [index, page] of elementsOf(body)
    .filter(({ name }) => name === "draw:page")
    .entries()) {
    if (context.styles.isHidden(page.attribs["draw:style-name"])) continue;
    const isTitle = ({ attribs }: Element) => attribs["presentation:class"] === "title";
    const shapes = elementsOf(page).filter(
      ({ attribs }) => !/^(?:header|footer|date-time|page-number)$/.test(attribs["presentation:class"] ?? ""),
    );
    const read = (shape: Element) => new OdfText(context).read(wrap(shape));
    const title = shapes
      .filter(isTitle)
      .flatMap(read)
      .map(({ text }) => tidy(text))
      .join(" ");
    blocks.push({ kind: "heading", level: 1, text: hasText(title) ? title : `Slide ${index + 1}` });
    for (const shape of shapes) if (!isTitle(shape)) blocks.push(...read(shape));
    const notes = elementsOf(childOf(page, "presentation:notes")).filter(({ attribs }) => attribs["presentation:class"] === "notes");
    const said = notes
      .flatMap(read)
      .map(({ text }) => text)
      .join("\n");
    if (hasText(said)) blocks.push({ kind: "text", text: `Notes: ${said}` });
  }
  return blocks;
}
