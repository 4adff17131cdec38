import type { CountedPart } from "../block.ts";
import { countedXml, hide, isOn } from "./xml.ts";

/** These say on every slide the same. */
const margins = new Set(["sldNum", "dt", "ftr", "hdr"]);
const ends = new Set("p br tab tc num den e sup sub oMath fld".split(" "));
const shapes = ["sp", "pic", "graphicFrame", "grpSp", "cxnSp"];

/** The words of a slide, or of its page of notes, on which a picture of the slide and its number stand as well. */
export function countedSlide(bytes: Uint8Array | undefined, where: string, isNotes = false): CountedPart[] {
  return countedXml(bytes, where, {
    opens(name, attributes, open) {
      const kind = attributes["type"] ?? "";
      if (name === "ph" && margins.has(kind)) hide(open, "sp");
      if (name === "ph" && isNotes && kind === "body") hide(open, "sp", false);
      const shape = open.findLast((one) => shapes.includes(one.name));
      if (name === "cNvPr" && isOn(attributes["hidden"]) && shape) shape.isOut = true;
      return (
        name === "Fallback" ||
        (name === "sp" && isNotes) ||
        (name === "fld" && /^(?:slidenum|datetime)/.test(kind)) ||
        (name === "tc" && isOn(attributes["hMerge"] ?? attributes["vMerge"]))
      );
    },
    isText: (open) => open.at(-1)?.name === "t",
    ends,
  });
}

/** The words of a chart: its titles, and the names that it keeps of series and points. */
export function countedChart(bytes: Uint8Array | undefined, where: string): CountedPart[] {
  return countedXml(bytes, where, {
    opens: (name) => name === "externalData" || name === "Fallback",
    isText: (open) => open.at(-1)?.name === "t" || (open.at(-1)?.name === "v" && open.some(({ name }) => name === "strCache")),
    ends: new Set(["p", "pt", "v", "br"]),
  });
}
