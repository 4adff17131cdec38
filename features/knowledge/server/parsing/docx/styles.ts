import type { Element } from "domhandler";
import { childAt, childOf, elementsOf } from "../xml.ts";

/** What a style says of its paragraphs or runs, that of its ancestors included. */
export type Style = {
  /** 1 is the outermost; 0 for the title of the document; null for text. */
  heading: number | null;
  isHidden: boolean;
  isBold: boolean;
  listId: string | null;
  listLevel: number | null;
};

const plain: Style = { heading: null, isHidden: false, isBold: false, listId: null, listLevel: null };
const ancestorsMax = 20;

/** The styles of a document by their ids. */
export function readStyles(root: Element): (id: string | undefined) => Style {
  const elements = new Map(
    elementsOf(root).flatMap((style): [string, Element][] => (style.name === "w:style" ? [[style.attribs["w:styleId"] ?? "", style]] : [])),
  );
  const normal = [...elements.values()].find(({ attribs }) => attribs["w:type"] === "paragraph" && isOnValue(attribs["w:default"]))
    ?.attribs["w:styleId"];
  const known = new Map<string, Style>();
  const find = (id: string, hops = 0): Style => {
    const element = elements.get(id);
    if (!element || hops > ancestorsMax) return headingByName(id) === null ? plain : { ...plain, heading: headingByName(id) };
    const found = known.get(id);
    if (found) return found;
    const base = childOf(element, "w:basedOn")?.attribs["w:val"];
    const above = base && base !== id ? find(base, hops + 1) : plain;
    const outline = childAt(element, "w:pPr", "w:outlineLvl")?.attribs["w:val"];
    const list = childAt(element, "w:pPr", "w:numPr");
    const style: Style = {
      heading:
        headingByName(childOf(element, "w:name")?.attribs["w:val"] ?? "") ?? headingOf(outline) ?? (outline === "9" ? null : above.heading),
      isHidden: toggle(element, "w:vanish") ?? above.isHidden,
      isBold: toggle(element, "w:b") ?? above.isBold,
      listId: childOf(list, "w:numId")?.attribs["w:val"] ?? above.listId,
      listLevel: Number(childOf(list, "w:ilvl")?.attribs["w:val"] ?? above.listLevel ?? 0),
    };
    known.set(id, style);
    return style;
  };
  return (id) => ((id ?? normal) ? find((id ?? normal)!) : plain);
}

/** Word keeps the English names of its own styles in every language. */
function headingByName(name: string): number | null {
  if (/^title$/i.test(name)) return 0;
  const level = /^heading ?([1-9])$/i.exec(name)?.[1];
  return level ? Number(level) : null;
}

/** An outline level from 0; the ninth is text. */
export function headingOf(outline: string | undefined): number | null {
  return outline !== undefined && /^[0-8]$/.test(outline) ? Number(outline) + 1 : null;
}

/** Whether a property is on among the run properties of an element; null where nothing is said of it. */
export function toggle(element: Element | undefined, name: string): boolean | null {
  const property = childAt(element, "w:rPr", name);
  return property ? isOnValue(property.attribs["w:val"] ?? "1") : null;
}

function isOnValue(value: string | undefined): boolean {
  return value !== undefined && !/^(?:0|false|off)$/.test(value);
}
