import { Parser } from "htmlparser2";
import type { CountedPart } from "../block.ts";
import { decodeXml } from "../xml.ts";

/** An element that is open, by its name without a prefix; what is below one that `isOut` is not shown. */
export type Open = { name: string; isOut: boolean };
type Attributes = Record<string, string>;
type Rules = {
  /** What the part is called that begins with an element. */
  begins?(name: string, attributes: Attributes, open: readonly Open[]): string | undefined;
  /** Called before an element opens, with those it is in, which it can hide; true for one that is left out itself. */
  opens(name: string, attributes: Attributes, open: readonly Open[]): boolean;
  isText(open: readonly Open[]): boolean;
  /** Elements at which a word ends. */
  ends: ReadonlySet<string>;
};

/** The words of a part, counted beside its reader: the character data of its elements of text, without a tree. */
export function countedXml(bytes: Uint8Array | undefined, where: string, { begins, opens, isText, ends }: Rules): CountedPart[] {
  if (!bytes) return [];
  const open: Open[] = [];
  const parts = [{ where, text: "" }];
  let part = parts[0]!;
  const parser = new Parser(
    {
      onopentag(raw, attributes) {
        const name = localName(raw);
        const called = begins?.(name, attributes, open);
        if (called !== undefined) parts.push((part = { where: called, text: "" }));
        const isOut = opens(name, attributes, open);
        open.push({ name, isOut });
        if (ends.has(name)) part.text += " ";
      },
      ontext(words) {
        if (isText(open) && !open.some(({ isOut }) => isOut)) part.text += words;
      },
      onclosetag() {
        const name = open.pop()?.name ?? "";
        if (ends.has(name)) part.text += " ";
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(decodeXml(bytes));
  return parts;
}

/** What an attribute says, whatever its prefix. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  for (const key in attributes) if (localName(key) === name) return attributes[key];
  return undefined;
}

/** Leaves out the innermost open element of this name, or does not. */
export function hide(open: readonly Open[], name: string, isOut = true): void {
  const element = open.findLast((one) => one.name === name);
  if (element) element.isOut = isOut;
}

export const localName = (name: string) => name.slice(name.indexOf(":") + 1);

/** Of an attribute that is there or not. */
export const isOn = (value: string | undefined) => value === "1" || value === "true";
