import type { Element } from "domhandler";
import { childOf, descendants, elementsOf } from "../xml.ts";

/** What the reader asks of the styles of a document, by their names. */
export type Styles = {
  /** Text, paragraphs, tables, slides and columns of this style are not shown. */
  isHidden(name: string | undefined): boolean;
  isBold(name: string | undefined): boolean;
  /** Heading level of a paragraph style; null where it is none. */
  headingOf(name: string | undefined): number | null;
  list(name: string | undefined): Map<number, ListLevel> | undefined;
};
export type ListLevel = { isBullet: boolean; format: string; prefix: string; suffix: string; start: number; levelsShown: number };

const formats: Record<string, string> = { a: "lowerLetter", A: "upperLetter", i: "lowerRoman", I: "upperRoman", "1": "decimal" };

export function readStyles(...roots: Element[]): Styles {
  const styles = new Map<string, Element>();
  const lists = new Map<string, Map<number, ListLevel>>();
  for (const root of roots)
    for (const style of descendants(root, "style:style", "text:list-style")) {
      const name = style.attribs["style:name"] ?? "";
      if (style.name === "style:style") styles.set(name, style);
      else lists.set(name, new Map(elementsOf(style).map(readLevel)));
    }
  const ask = <T>(name: string | undefined, look: (style: Element) => T | undefined): T | undefined => {
    let at = name;
    for (let hops = 0; at && hops < 20; hops += 1) {
      const style = styles.get(at);
      const found = style && look(style);
      if (found !== undefined) return found;
      at = style?.attribs["style:parent-style-name"];
    }
    return undefined;
  };
  return {
    isHidden: (name) =>
      ask(name, (style) => {
        const of = (part: string, key: string) => childOf(style, `style:${part}-properties`)?.attribs[key];
        if (of("text", "text:display") === "none" || of("section", "text:display") === "none") return true;
        if (of("table", "table:display") === "false" || of("drawing-page", "presentation:visibility") === "hidden") return true;
        return of("text", "text:display") === "true" ? false : undefined;
      }) ?? false,
    isBold: (name) =>
      /^(?:bold|[6-9]00)$/.test(ask(name, (style) => childOf(style, "style:text-properties")?.attribs["fo:font-weight"]) ?? ""),
    headingOf: (name) =>
      ask(name, (style) => {
        if (style.attribs["style:name"] === "Title" || style.attribs["style:display-name"] === "Title") return 0;
        const level = style.attribs["style:default-outline-level"];
        return level ? Number(level) : undefined;
      }) ?? null,
    list: (name) => (name ? lists.get(name) : undefined),
  };
}

function readLevel(element: Element): [number, ListLevel] {
  const { name, attribs } = element;
  const format = attribs["style:num-format"] ?? "";
  return [
    Number(attribs["text:level"] ?? 1),
    {
      isBullet: name !== "text:list-level-style-number" || format === "",
      format: formats[format] ?? "decimal",
      prefix: attribs["style:num-prefix"] ?? "",
      suffix: attribs["style:num-suffix"] ?? "",
      start: Number(attribs["text:start-value"] ?? 1),
      levelsShown: Number(attribs["text:display-levels"] ?? 1),
    },
  ];
}
