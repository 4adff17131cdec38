import { Parser } from "htmlparser2";
import type { CountedPart } from "../block.ts";
import { decodeXml } from "../xml.ts";
import { countedXml, isOn, localName } from "./xml.ts";

/** The strings that cells share, each by its number, without readings of signs. */
export function countedStrings(bytes: Uint8Array | undefined): string[] {
  const [, ...items] = countedXml(bytes, "", {
    begins: (name, _attributes, open) => (name === "si" && open.at(-1)?.name === "sst" ? "" : undefined),
    opens: (name) => name === "rPh",
    isText: (open) => open.at(-1)?.name === "t",
    ends: new Set(),
  });
  return items.map(({ text }) => unescaped(text));
}

type Shown = { strings: readonly string[]; show(value: number, style: number): string };

/** The words of a sheet's cells, without hidden rows and columns; numbers as their format shows them. */
export function countedSheet(bytes: Uint8Array, where: string, { strings, show }: Shown): CountedPart {
  const hidden: [from: number, to: number][] = [];
  const words: string[] = [];
  const open: string[] = [];
  let isOut = false;
  let cell = { type: "n", style: 0, isOut: false };
  let value = "";
  const parser = new Parser(
    {
      onopentag(raw, attributes) {
        const name = localName(raw);
        open.push(name);
        if (name === "col" && isOn(attributes["hidden"])) hidden.push([Number(attributes["min"]), Number(attributes["max"])]);
        else if (name === "row") isOut = isOn(attributes["hidden"]);
        else if (name === "c") {
          const column = columnOf(attributes["r"] ?? "");
          const isHidden = isOut || hidden.some(([from, to]) => column >= from && column <= to);
          cell = { type: attributes["t"] ?? "n", style: Number(attributes["s"] ?? 0), isOut: isHidden };
          value = "";
        }
      },
      ontext(text) {
        const name = open.at(-1);
        if (name === "v" || (name === "t" && !open.includes("rPh"))) value += text;
      },
      onclosetag() {
        if (open.pop() !== "c" || cell.isOut || value === "") return;
        if (cell.type === "s") words.push(strings[Number(value)] ?? "");
        else if (cell.type === "n" && !Number.isNaN(Number(value))) words.push(show(Number(value), cell.style));
        else if (cell.type !== "b" && cell.type !== "d") words.push(unescaped(value));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(decodeXml(bytes));
  return { where, text: words.join(" ") };
}

/** Of "B3" 2; 0 where a cell does not say its place. */
function columnOf(place: string): number {
  let column = 0;
  for (const letter of /^[A-Z]*/i.exec(place)![0].toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

const unescaped = (text: string) => text.replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
