import type { Element } from "domhandler";
import { hasText, type Block, type CountedPart, type ParsedFile } from "./block.ts";
import { countedDrawings } from "./counts/drawings.ts";
import { countedSlide } from "./counts/pptx.ts";
import { openPackage } from "./ooxml.ts";
import { readShapes, type SlideContext } from "./pptx/read-shapes.ts";
import { childAt, childOf, elementsOf, parseXml } from "./xml.ts";

/** A presentation, slide by slide: title, shapes, tables, charts, and what the speaker notes say. Hidden slides are left out. */
export function parsePptx(bytes: Uint8Array): ParsedFile {
  const office = openPackage(bytes, "ppt");
  const relations = office.relations(office.main);
  const ids = elementsOf(childOf(parseXml(office.part(office.main)), "p:sldIdLst"));
  const blocks: Block[] = [];
  const counted: CountedPart[] = [];
  for (const [index, { attribs }] of ids.entries()) {
    const path = relations.get(attribs["r:id"] ?? "")?.target ?? "";
    const content = office.part(path);
    const slide = parseXml(content);
    if (!content || /^(?:0|false)$/.test(slide.attribs["show"] ?? "")) continue;
    const context: SlideContext = { office, path };
    const { title, blocks: own } = readShapes(shapesOf(slide), context);
    blocks.push({ kind: "heading", level: 1, text: title || `Slide ${index + 1}` });
    for (const block of own) blocks.push(block);
    const [notes] = office.related(path, "notesSlide");
    if (notes) for (const block of notesOf(shapesOf(parseXml(office.part(notes))), { office, path: notes })) blocks.push(block);
    const where = `slide ${index + 1}`;
    counted.push(...countedSlide(content, where), ...countedDrawings(office, path, where));
    if (notes) counted.push(...countedSlide(office.part(notes), `the notes of ${where}`, true));
  }
  return { title: office.title, blocks, counted };
}

const shapesOf = (slide: Element) => elementsOf(childAt(slide, "p:cSld", "p:spTree"));

/** Of a page of notes only the notes: the picture of the slide and the number are on it as well. */
function notesOf(shapes: Element[], context: SlideContext): Block[] {
  const isNotes = (shape: Element) => childAt(shape, "p:nvSpPr", "p:nvPr", "p:ph")?.attribs["type"] === "body";
  const text = readShapes(shapes.filter(isNotes), context)
    .blocks.map((block) => block.text)
    .join("\n");
  return hasText(text) ? [{ kind: "text", text: `Notes: ${text}` }] : [];
}
