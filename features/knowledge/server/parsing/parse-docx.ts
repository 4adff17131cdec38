import { decodeText } from "#platform/text/decode-text.ts";
import { Unreadable, type Block, type ParsedFile } from "./block.ts";
import { countedDocx } from "./counts/docx.ts";
import { readNumbering } from "./docx/numbering.ts";
import { Story, type Context } from "./docx/read-story.ts";
import { readStyles } from "./docx/styles.ts";
import { htmlToBlocks } from "./html-to-blocks.ts";
import { openPackage, type OfficePackage } from "./ooxml.ts";
import { bodyOfMail } from "./parse-eml.ts";
import { parsePlainText } from "./parse-plain-text.ts";
import { parseRtf } from "./parse-rtf.ts";
import { childOf, eachElement, elementsOf, parseXml } from "./xml.ts";

/** Documents within documents within documents … */
const chunksMax = 3;

/**
 * A Word document as its pages show it: numbers of lists, results of fields, tracked changes as accepted. Comments, hidden
 * text, and the heads and feet of pages are left out.
 */
export async function parseDocx(bytes: Uint8Array, depth = 0): Promise<ParsedFile> {
  const office = openPackage(bytes, "word");
  const { main, part } = office;
  const pathOf = (type: string) => office.related(main, type)[0] ?? "";
  const body = part(main)!;
  const styles = readStyles(parseXml(part(pathOf("styles"))));
  const numbering = readNumbering(parseXml(part(pathOf("numbering"))), (id) => styles(id).listId);
  const notes = {
    footnote: new Map<string, string>(),
    endnote: new Map<string, string>(),
  };
  const chunks = new Map<string, Block[]>();
  if (depth < chunksMax)
    for (const path of new Set(office.related(main, "aFChunk"))) chunks.set(path, await imported(office, path, depth + 1));
  const fieldsEnd = [body, part(pathOf("footnotes")), part(pathOf("endnotes"))].every(haveEnds);
  const context: Context = {
    office,
    path: main,
    styles,
    numbering,
    noteText: (kind, id) => notes[kind].get(id) ?? "",
    imported: (path) => chunks.get(path) ?? [],
    fieldsEnd,
  };
  for (const kind of ["footnote", "endnote"] as const) {
    const path = pathOf(`${kind}s`);
    for (const note of elementsOf(parseXml(part(path)))) {
      if (note.attribs["w:type"] && note.attribs["w:type"] !== "normal") continue;
      const blocks = new Story({ ...context, path }).read(note);
      notes[kind].set(note.attribs["w:id"] ?? "", blocks.map(({ text }) => text).join("\n"));
    }
  }
  const story = new Story(context);
  let found = false;
  const bodyNames = new Set([
    "w:p",
    "w:tbl",
    "w:sdt",
    "w:altChunk",
    "w:ins",
    "w:moveTo",
    "w:customXml",
    "mc:AlternateContent",
    "m:oMathPara",
    "m:oMath",
  ]);
  eachElement(
    body,
    (name) => bodyNames.has(name),
    (element) => {
      found = true;
      story.element(element);
    },
  );
  story.end();
  if (!found && childOf(parseXml(body), "w:body") === undefined) throw new Unreadable("corrupt");
  const rules = { isHiddenStyle: (id: string) => styles(id).isHidden, fieldsEnd };
  const counted = [
    ...countedDocx(body, "the body", rules),
    ...countedDocx(part(pathOf("footnotes")), "the footnotes", rules),
    ...countedDocx(part(pathOf("endnotes")), "the endnotes", rules),
  ];
  return { title: null, blocks: story.blocks, counted };
}

/** A chunk is a whole file of another kind, which the program that opens the document would turn into paragraphs. */
async function imported(office: OfficePackage, path: string, depth: number): Promise<Block[]> {
  const bytes = office.part(path);
  if (!bytes) return [];
  const type = office.contentType(path);
  if (/wordprocessingml/.test(type) || (bytes[0] === 0x50 && bytes[1] === 0x4b)) return (await parseDocx(bytes, depth)).blocks;
  const text = decodeText(bytes) ?? "";
  // A saved page with its pictures is written as a mail is.
  if (/rfc822/i.test(type) || /^(?:[\w-]+:.*\n)*?mime-version:/i.test(text.slice(0, 4_000))) return bodyOfMail(bytes);
  if (/^\s*\{\\rtf/.test(text)) return parseRtf(text).blocks;
  return /html/i.test(type) || /^\s*<(?:!doctype|html|body|p|div)/i.test(text) ? htmlToBlocks(text).blocks : parsePlainText(text).blocks;
}

/** Each field of a part that begins has its end. */
function haveEnds(bytes: Uint8Array | undefined): boolean {
  if (!bytes) return true;
  const xml = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = (type: string) => {
    let found = 0;
    for (let at = xml.indexOf(`fldCharType="${type}"`); at >= 0; at = xml.indexOf(`fldCharType="${type}"`, at + 1)) found += 1;
    return found;
  };
  return count("begin") <= count("end");
}
