import { strToU8, zipSync } from "fflate";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = "http://schemas.openxmlformats.org";
const relationType = `${office}/officeDocument/2006/relationships`;
const names: Record<string, string> = {
  w: `${office}/wordprocessingml/2006/main`,
  m: `${office}/officeDocument/2006/math`,
  r: relationType,
  a: `${office}/drawingml/2006/main`,
  c: `${office}/drawingml/2006/chart`,
  p: `${office}/presentationml/2006/main`,
  wp: `${office}/drawingml/2006/wordprocessingDrawing`,
  xdr: `${office}/drawingml/2006/spreadsheetDrawing`,
  mc: `${office}/markup-compatibility/2006`,
  wps: "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
  v: "urn:schemas-microsoft-com:vml",
};
const namespaces = Object.entries(names)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

/** Parts beside the main one: `word/footnotes.xml` with the kind of relation that leads there. */
export type Parts = Record<string, { relation?: string; content: string; from?: string }>;
export type Links = Record<string, string>;

/** A document of Word with this body; `parts` are related to it by rId1, rId2 …, `links` by their own ids. */
export function makeWord(body: string, parts: Parts = {}, links: Links = {}): Uint8Array {
  return makePackage("word/document.xml", `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`, parts, links);
}

/** Word's parts of their own: `<w:styles>…`, `<w:numbering>…`. */
export const wordPart = (name: string, content: string) => `${head}<w:${name} ${namespaces}>${content}</w:${name}>`;

/** A paragraph with this in its properties. */
export const paragraph = (content: string, properties = "") =>
  `<w:p><w:pPr>${properties}</w:pPr>${content.startsWith("<") ? content : run(content)}</w:p>`;
export const run = (text: string, properties = "") => `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A workbook: each sheet by its name, as the content of its `<worksheet>`. */
export function makeWorkbook(
  sheets: { name: string; state?: string; content: string; parts?: Parts; links?: Links }[],
  { styles = "", strings = [] as string[], workbook = "" } = {},
): Uint8Array {
  const parts: Parts = {};
  for (const [index, { content, parts: own = {} }] of sheets.entries()) {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    parts[path] = {
      relation: "worksheet",
      content: `${head}<worksheet xmlns="${office}/spreadsheetml/2006/main" ${namespaces}>${content}</worksheet>`,
    };
    for (const [name, part] of Object.entries(own)) parts[name] = { ...part, from: path };
  }
  if (strings.length > 0)
    parts["xl/sharedStrings.xml"] = {
      relation: "sharedStrings",
      content: `${head}<sst xmlns="${office}/spreadsheetml/2006/main">${strings.map((text) => `<si>${text.startsWith("<") ? text : `<t>${text}</t>`}</si>`).join("")}</sst>`,
    };
  if (styles)
    parts["xl/styles.xml"] = {
      relation: "styles",
      content: `${head}<styleSheet xmlns="${office}/spreadsheetml/2006/main">${styles}</styleSheet>`,
    };
  const list = sheets.map(
    ({ name, state }, index) => `<sheet name="${name}" sheetId="${index + 1}" ${state ? `state="${state}"` : ""} r:id="rId${index + 1}"/>`,
  );
  const links = Object.fromEntries(
    sheets.flatMap(({ links: own = {} }, index) => Object.entries(own).map(([id, target]) => [`${index + 1} ${id}`, target])),
  );
  return makePackage(
    "xl/workbook.xml",
    `<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${relationType}">${workbook}<sheets>${list.join("")}</sheets></workbook>`,
    parts,
    {},
    links,
  );
}

/** A presentation: each slide as the content of its tree of shapes. */
export function makeSlides(slides: { shapes: string; isHidden?: boolean; parts?: Parts }[]): Uint8Array {
  const parts: Parts = {};
  for (const [index, { shapes, isHidden, parts: own = {} }] of slides.entries()) {
    const path = `ppt/slides/slide${index + 1}.xml`;
    parts[path] = {
      relation: "slide",
      content: `${head}<p:sld ${namespaces} ${isHidden ? 'show="0"' : ""}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`,
    };
    for (const [name, part] of Object.entries(own)) parts[name] = { ...part, from: path };
  }
  const list = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`);
  return makePackage(
    "ppt/presentation.xml",
    `<p:presentation ${namespaces}><p:sldIdLst>${list.join("")}</p:sldIdLst></p:presentation>`,
    parts,
    {},
  );
}

/** A file of OpenDocument: `text`, `spreadsheet` or `presentation`, with this in its body. */
export function makeOpenDocument(kind: string, body: string, styles = "", parts: Record<string, string> = {}): Uint8Array {
  const own = ["office", "text", "table", "style", "presentation"].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  );
  const others =
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"';
  return zipSync({
    mimetype: strToU8(`application/vnd.oasis.opendocument.${kind}`),
    "content.xml": strToU8(
      `${head}<office:document-content ${own.join(" ")} ${others}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    ),
    ...Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, strToU8(content)])),
  });
}

function makePackage(main: string, content: string, parts: Parts, links: Links, sheetLinks: Links = {}): Uint8Array {
  const relations = new Map<string, string[]>([[main, []]]);
  const add = (from: string, id: string, type: string, target: string, mode = "") =>
    relations.set(from, [
      ...(relations.get(from) ?? []),
      `<Relationship Id="${id}" Type="${relationType}/${type}" Target="${target}" ${mode}/>`,
    ]);
  for (const [path, { relation = "other", from = main }] of Object.entries(parts))
    add(from, `rId${(relations.get(from) ?? []).length + 1}`, relation, `/${path}`);
  for (const [id, target] of Object.entries(links)) add(main, id, "hyperlink", target, 'TargetMode="External"');
  for (const [key, target] of Object.entries(sheetLinks)) {
    const [sheet, id] = key.split(" ") as [string, string];
    add(`xl/worksheets/sheet${sheet}.xml`, id, "hyperlink", target, 'TargetMode="External"');
  }
  const wrapped = (all: readonly string[]) =>
    strToU8(`${head}<Relationships xmlns="${office}/package/2006/relationships">${all.join("")}</Relationships>`);
  const pathOf = (part: string) => part.replace(/([^/]+)$/, "_rels/$1.rels");
  return zipSync({
    "[Content_Types].xml": strToU8(
      `${head}<Types xmlns="${office}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="html" ContentType="text/html"/></Types>`,
    ),
    "_rels/.rels": wrapped([`<Relationship Id="rId1" Type="${relationType}/officeDocument" Target="${main}"/>`]),
    [main]: strToU8(head + content),
    ...Object.fromEntries([...relations].map(([part, all]) => [pathOf(part), wrapped(all)])),
    ...Object.fromEntries(Object.entries(parts).map(([path, part]) => [path, strToU8(part.content)])),
  });
}
