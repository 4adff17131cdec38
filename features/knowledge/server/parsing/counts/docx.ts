import type { CountedPart } from "../block.ts";
import { attributeOf, countedXml, hide } from "./xml.ts";

/** Not shown, or shown by the newer of two ways to write the same. */
const out = new Set(["rt", "Fallback", "del", "moveFrom", "instrText", "delText"]);
/** What says that something is not shown, and of what it says it. */
const hides: Record<string, string> = { vanish: "r", hidden: "tr", showingPlcHdr: "sdt" };
const ends = new Set(["p", "tab", "br", "cr", "tc", "num", "den", "e", "sup", "sub", "oMath", "fldChar", "noBreakHyphen"]);

/** `fieldsEnd`: whether each field that begins ends as well; where one does not, no code reaches beyond its paragraph. */
type Rules = { isHiddenStyle: (id: string) => boolean; fieldsEnd: boolean };

/**
 * The words of a part of a document: every element of text, whatever it is in. Left out is what nobody is shown: readings of
 * signs, codes of fields, hidden and deleted text, separators of notes.
 */
export function countedDocx(bytes: Uint8Array | undefined, where: string, { isHiddenStyle, fieldsEnd }: Rules): CountedPart[] {
  let fields: boolean[] = [];
  return countedXml(bytes, where, {
    opens(name, attributes, open) {
      const value = attributeOf(attributes, "val") ?? "";
      if (name === "p" && !fieldsEnd) fields = fields.filter(Boolean);
      const hidden = hides[name];
      if (hidden !== undefined) hide(open, hidden, !/^(?:0|false|off)$/.test(value));
      if (name === "del" && open.at(-1)?.name === "trPr") hide(open, "tr");
      if (name === "pStyle" && isHiddenStyle(value)) hide(open, "p");
      if (name === "rStyle" && isHiddenStyle(value)) hide(open, "r");
      if (name === "fldChar") mark(fields, attributeOf(attributes, "fldCharType"));
      const isSeparator = (name === "footnote" || name === "endnote") && attributeOf(attributes, "type") !== undefined;
      return isSeparator || (out.has(name) && open.at(-1)?.name !== "rPr");
    },
    isText: (open) => open.at(-1)?.name === "t" && !fields.includes(false),
    ends,
  });
}

/** Of each open field whether its result has begun. */
function mark(fields: boolean[], type: string | undefined): void {
  if (type === "begin") fields.push(false);
  else if (type === "separate" && fields.length > 0) fields[fields.length - 1] = true;
  else if (type === "end") fields.pop();
}
