import { tidy, type CountedPart } from "../block.ts";
import { countedXml } from "./xml.ts";

const out = new Set("annotation tracked-changes ruby-text note-citation forms index-title-template covered-table-cell".split(" "));
/** What every slide repeats. */
const margins = /^(?:header|footer|date-time|page-number)$/;
const ends = new Set("p h s tab line-break note note-body table page frame desc title custom-shape g".split(" "));
const partNames = { text: "", spreadsheet: "table", presentation: "page" };

/** The words of a document, or of each sheet or slide: all character data of its paragraphs, without what is hidden. */
export function countedOdf(bytes: Uint8Array, kind: keyof typeof partNames, isHiddenStyle: (name: string) => boolean): CountedPart[] {
  const partName = partNames[kind];
  const columns = new Columns();
  let slides = 0;
  return countedXml(bytes, "the body", {
    begins(name, attributes, open) {
      if (name !== partName || open.some((one) => one.name === partName)) return undefined;
      slides += 1;
      return kind === "spreadsheet" ? `the sheet “${tidy(attributes["table:name"] ?? "")}”` : `slide ${slides}`;
    },
    opens(name, attributes, open) {
      const style = attributes["text:style-name"] ?? attributes["table:style-name"] ?? attributes["draw:style-name"];
      const role = attributes["presentation:class"] ?? "";
      return (
        out.has(name) ||
        (kind === "spreadsheet" && columns.isHidden(name, attributes)) ||
        (name.startsWith("hidden-") && attributes["text:is-hidden"] !== "false") ||
        attributes["text:display"] === "none" ||
        isCollapsed(attributes) ||
        (open.at(-1)?.name === "notes" ? role !== "notes" : margins.test(role)) ||
        (style !== undefined && isHiddenStyle(style))
      );
    },
    isText: (open) => open.some(({ name }) => name === "p" || name === "h"),
    ends,
  });
}

const isCollapsed = (attributes: Record<string, string>) => /^(?:collapse|filter)$/.test(attributes["table:visibility"] ?? "");

/** Which cells of a sheet are in a hidden column. */
class Columns {
  private hidden: [from: number, to: number][] = [];
  private column = 0;

  isHidden(name: string, attributes: Record<string, string>): boolean {
    const repeats = Number(attributes["table:number-columns-repeated"] ?? 1);
    if (name === "table") [this.hidden, this.column] = [[], 0];
    else if (name === "table-row") this.column = 0;
    else if (name === "table-column") {
      if (isCollapsed(attributes)) this.hidden.push([this.column, this.column + repeats]);
      this.column += repeats;
    } else if (name === "table-cell" || name === "covered-table-cell") {
      const at = this.column;
      this.column += repeats;
      return this.hidden.some(([from, to]) => at >= from && this.column <= to);
    }
    return false;
  }
}
