import { Element, Text, type AnyNode, type ParentNode } from "domhandler";
import { Parser } from "htmlparser2";

/** Deeper than any program nests its own; what lies below belongs to the element at this depth. */
const depthMax = 300;

/** The prefixes by which the readers know these namespaces, whatever a file calls them. */
const prefixes: Record<string, string> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
  "http://purl.oclc.org/ooxml/drawingml/main": "a",
  "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
  "http://purl.oclc.org/ooxml/drawingml/chart": "c",
  "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
  "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
  "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr",
  "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
  "http://purl.oclc.org/ooxml/presentationml/main": "p",
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "",
  "http://purl.oclc.org/ooxml/spreadsheetml/main": "",
  "http://schemas.openxmlformats.org/package/2006/relationships": "",
  "http://schemas.openxmlformats.org/package/2006/content-types": "",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
  "urn:schemas-microsoft-com:vml": "v",
  "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
  "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
  "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
  "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
  "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
  "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0": "presentation",
  "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
  "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
  "urn:oasis:names:tc:opendocument:xmlns:chart:1.0": "chart",
  "http://www.w3.org/1999/xlink": "xlink",
  "http://purl.org/dc/elements/1.1/": "dc",
  "http://www.w3.org/1998/Math/MathML": "math",
};

/** The root element of a part; an empty one where there is none. Entities of the file's own are never expanded. */
export function parseXml(bytes: Uint8Array | undefined): Element {
  let root: Element | null = null;
  if (bytes)
    eachElement(
      bytes,
      () => true,
      (element) => void (root ??= element),
    );
  return root ?? new Element("nothing", {});
}

/**
 * Calls `take` with each outermost element of a wanted name as soon as it is whole, and forgets it again: a part can be far
 * larger than its tree could be.
 */
export function eachElement(
  bytes: Uint8Array,
  isWanted: (name: string, attribs: Record<string, string>) => boolean,
  take: (element: Element) => void,
): void {
  const names = new Map<string, string>();
  const renamed = new Map<string, string>();
  const nameOf = (raw: string) => {
    const known = renamed.get(raw);
    if (known !== undefined) return known;
    const colon = raw.indexOf(":");
    const prefix = names.get(colon < 0 ? "" : raw.slice(0, colon));
    const local = raw.slice(colon + 1);
    const name = prefix === undefined ? raw : prefix === "" ? local : `${prefix}:${local}`;
    renamed.set(raw, name);
    return name;
  };
  const attributesOf = (attributes: Record<string, string>) =>
    Object.fromEntries(Object.entries(attributes).map(([key, text]) => [key.includes(":") ? nameOf(key) : key, text]));
  const open: Element[] = [];
  /** The depth in the file of each that is open. */
  const starts: number[] = [];
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(raw, attributes) {
        for (const [key, uri] of Object.entries(attributes)) {
          if (!key.startsWith("xmlns")) continue;
          const known = prefixes[uri];
          if (known === undefined || (key.length > 5 && key[5] !== ":")) continue;
          names.set(key.slice(6), known);
          renamed.clear();
        }
        depth += 1;
        const name = nameOf(raw);
        const parent = open.at(-1);
        if (!parent && !isWanted(name, attributesOf(attributes))) return;
        if (parent && open.length >= depthMax) return;
        const element = new Element(name, attributesOf(attributes));
        if (parent) append(parent, element);
        open.push(element);
        starts.push(depth);
      },
      ontext(text) {
        const parent = open.at(-1);
        if (parent) append(parent, new Text(text));
      },
      onclosetag() {
        if (starts.at(-1) === depth) {
          starts.pop();
          const element = open.pop();
          if (element && open.length === 0) take(element);
        }
        depth -= 1;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  const text = decodeXml(bytes);
  const step = 1_000_000;
  for (let at = 0; at < text.length; at += step) parser.write(text.slice(at, at + step));
  parser.end();
}

function append(parent: Element, child: AnyNode): void {
  child.parent = parent;
  parent.children.push(child as Element["children"][number]);
}

export function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const said = /^\s*<\?xml[^>]*encoding=["']([\w-]+)/.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 200)))?.[1] ?? "utf-8";
  try {
    return new TextDecoder(said).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** The child elements of a node. */
export function elementsOf(parent: ParentNode | undefined): Element[] {
  return parent ? parent.children.filter((child) => child instanceof Element) : [];
}

/** The first child of this name. */
export function childOf(parent: ParentNode | undefined, name: string): Element | undefined {
  return parent?.children.find((child) => child instanceof Element && child.name === name) as Element | undefined;
}

/** What a path of names leads to: `childAt(paragraph, "w:pPr", "w:pStyle")`. */
export function childAt(parent: ParentNode | undefined, ...names: string[]): Element | undefined {
  return names.reduce<ParentNode | undefined>((at, name) => childOf(at, name), parent) as Element | undefined;
}

/** All below of these names, in the order of the document; nothing is looked for inside of one. */
export function descendants(parent: ParentNode, ...names: string[]): Element[] {
  return elementsOf(parent).flatMap((child) => (names.includes(child.name) ? [child] : descendants(child, ...names)));
}

/** All text below a node. */
export function xmlText(node: ParentNode): string {
  let text = "";
  for (const child of node.children) {
    if (child instanceof Text) text += child.data;
    else if (child instanceof Element) text += xmlText(child);
  }
  return text;
}
