import { Parser } from "htmlparser2";

/** Not shown, or shown by the newer of two ways to write the same. */
const out = new Set(["rt", "Fallback", "del", "moveFrom", "instrText", "delText"]);
/** What says that something is not shown, and of what it says it. */
const hides: Record<string, string> = { vanish: "r", hidden: "tr", showingPlcHdr: "sdt" };
const ends = new Set(["p", "tab", "br", "cr", "tc", "num", "den", "e", "sup", "sub", "oMath", "fldChar"]);

/**
 * The words that a part of a document has, counted beside its reader: every element of text, whatever it is in, without a
 * tree. Left out is what nobody is shown: readings of signs, codes of fields, hidden and deleted text, separators of notes.
 */
export function countedText(bytes: Uint8Array | undefined, isHiddenStyle: (id: string) => boolean): string {
  if (!bytes) return "";
  const open: { name: string; isOut: boolean }[] = [];
  const fields: boolean[] = [];
  let text = "";
  const parser = new Parser(
    {
      onopentag(raw, attributes) {
        const name = localName(raw);
        const value = attributes[`${raw.slice(0, -name.length)}val`] ?? "";
        const isOff = /^(?:0|false|off)$/.test(value);
        const hidden = hides[name];
        const above = hidden === undefined ? undefined : open.findLast((element) => element.name === hidden);
        if (above) above.isOut = !isOff;
        if (name === "del" && open.at(-1)?.name === "trPr") hide(open, "tr");
        if (name === "pStyle" && isHiddenStyle(value)) hide(open, "p");
        if (name === "rStyle" && isHiddenStyle(value)) hide(open, "r");
        if (name === "fldChar") mark(fields, Object.entries(attributes).find(([key]) => localName(key) === "fldCharType")?.[1]);
        const isSeparator = (name === "footnote" || name === "endnote") && Object.keys(attributes).some((key) => localName(key) === "type");
        open.push({ name, isOut: isSeparator || (out.has(name) && open.at(-1)?.name !== "rPr") });
      },
      ontext(words) {
        if (open.at(-1)?.name === "t" && !fields.includes(false) && !open.some(({ isOut }) => isOut)) text += words;
      },
      onclosetag() {
        const name = open.pop()?.name ?? "";
        if (ends.has(name)) text += " ";
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(new TextDecoder().decode(bytes));
  return text;
}

const localName = (name: string) => name.slice(name.indexOf(":") + 1);

function hide(open: { name: string; isOut: boolean }[], name: string): void {
  const element = open.findLast((one) => one.name === name);
  if (element) element.isOut = true;
}

/** Of each open field whether its result has begun. */
function mark(fields: boolean[], type: string | undefined): void {
  if (type === "begin") fields.push(false);
  else if (type === "separate" && fields.length > 0) fields[fields.length - 1] = true;
  else if (type === "end") fields.pop();
}
