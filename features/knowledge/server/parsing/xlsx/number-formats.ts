import type { Element } from "domhandler";
import { format } from "numfmt";
import { childOf, elementsOf } from "../xml.ts";

/** The formats that every workbook has without saying them. */
const builtIn: Record<number, string> = {
  0: "General",
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  14: "yyyy-mm-dd",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "yyyy-mm-dd h:mm",
  37: "#,##0;-#,##0",
  38: "#,##0;-#,##0",
  39: "#,##0.00;-#,##0.00",
  40: "#,##0.00;-#,##0.00",
  41: "#,##0",
  42: "#,##0",
  43: "#,##0.00",
  44: "#,##0.00",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
  48: "##0.0E+0",
  49: "@",
};
const daysFrom1900To1904 = 1_462;

/** Shows a number as a cell of this style does. */
export function numberFormats(styles: Element, is1904: boolean): (value: number, style: number) => string {
  const own = new Map(
    elementsOf(childOf(styles, "numFmts")).map(({ attribs }) => [Number(attribs["numFmtId"]), attribs["formatCode"] ?? ""]),
  );
  const codes = elementsOf(childOf(styles, "cellXfs")).map(({ attribs }) => {
    const id = Number(attribs["numFmtId"] ?? 0);
    return own.get(id) ?? builtIn[id] ?? (id >= 27 && id <= 58 ? "yyyy-mm-dd" : "General");
  });
  return (value, style) => {
    const code = codes[style] ?? "General";
    const isDate = /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, "")) && code !== "General";
    if (code === "General") return plain(value);
    try {
      const shown = format(code, isDate && is1904 ? value + daysFrom1900To1904 : value, {
        dateErrorThrows: false,
        dateErrorNumber: true,
        grouping: [3, 3],
      });
      return shown.trim() === "" || /^#+$/.test(shown) ? plain(value) : shown;
    } catch {
      return plain(value);
    }
  };
}

/** As many digits as say something: 0.1 + 0.2 is 0.3, and an article's number of 13 digits is whole. */
function plain(value: number): string {
  return String(Number(value.toPrecision(Math.abs(value) < 1e9 ? 11 : 15)));
}
