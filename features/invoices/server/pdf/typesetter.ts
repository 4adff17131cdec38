import type { Face, Weight } from "./load-fonts.ts";
import { composed, namedWhereMissing } from "./readable-text.ts";
import { runsOf } from "./runs-of.ts";
import { wrap } from "./wrap.ts";

/** Sizes in points. */
export type Style = { size: number; weight?: Weight; color?: string; figuresAlign?: boolean };

export type Typesetter = ReturnType<typeof typesetter>;

/** Sets lines of text in whatever fonts they need. */
export function typesetter(pdf: PDFKit.PDFDocument, faces: readonly Face[]) {
  for (const { name, bytes } of faces) {
    pdf.registerFont(`${name} regular`, bytes.regular);
    pdf.registerFont(`${name} semibold`, bytes.semibold);
  }
  const use = (face: Face, { size, weight = "regular", color = "#000000" }: Style) =>
    pdf.font(`${face.name} ${weight}`).fontSize(size).fillColor(color);
  const widthOf = (line: string, style: Style): number =>
    runsOf(line, faces).reduce((sum, { face, text }) => sum + use(face, style).widthOfString(text, shaping(style)), 0);

  return {
    /** The text in lines no wider than `width`. */
    lines: (text: string, width: number, style: Style): string[] =>
      text.split(/\r?\n/).flatMap((part) => wrap(namedWhereMissing(composed(part), faces), width, (line) => widthOf(line, style))),

    /** Draws one line on its baseline; `right` ends it at x. */
    draw(line: string, x: number, baseline: number, style: Style, align: "left" | "right" = "left"): void {
      let left = align === "right" ? x - widthOf(line, style) : x;
      for (const { face, text } of runsOf(line, faces)) {
        use(face, style).text(text, left, baseline, { ...shaping(style), lineBreak: false, baseline: "alphabetic" });
        left += pdf.widthOfString(text, shaping(style));
      }
    },
  };
}

type Shaping = { features: PDFKit.Mixins.OpenTypeFeatures[] };

/** With a list of features, be it empty, pdfkit shapes a run as a whole and not word by word, which Arabic and Hebrew need. */
const asWritten: Shaping = { features: [] };
const figures: Shaping = { features: ["tnum"] };
const shaping = ({ figuresAlign }: Style) => (figuresAlign ? figures : asWritten);
