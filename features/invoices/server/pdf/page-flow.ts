import type { Style, Typesetter } from "./typesetter.ts";

/** Points from the edges of an A4 page. */
const margins = { left: 56, right: 56, top: 56, bottom: 72 };

export const lineHeight = ({ size }: Style): number => Math.round(size * 1.45);

export type PageFlow = ReturnType<typeof pageFlow>;

/** The pages of a document, filled from top to bottom. Each piece of text is tagged for readers that are read aloud. */
export function pageFlow(pdf: PDFKit.PDFDocument, type: Typesetter) {
  const left = margins.left;
  const right = pdf.page.width - margins.right;
  const bottom = pdf.page.height - margins.bottom;
  const root = pdf.struct("Document");
  pdf.addStructure(root);

  const flow = {
    left,
    right,
    y: margins.top,
    pageBottom: bottom,

    /** Room for something of this height, on the next page if it has to be. Whether a page was begun. */
    room(height: number): boolean {
      if (flow.y + height <= bottom) return false;
      pdf.addPage();
      flow.y = margins.top;
      return true;
    },

    /** Draws lines from `top` down. The y below them. */
    lines(lines: readonly string[], top: number, x: number, style: Style, align: "left" | "right" = "left", tag = "P"): number {
      const content = pdf.markStructureContent(tag);
      const step = lineHeight(style);
      lines.forEach((line, index) => type.draw(line, x, top + index * step + style.size, style, align));
      pdf.endMarkedContent();
      root.add(pdf.struct(tag, {}, content));
      return top + lines.length * step;
    },

    rule(y: number, from: number, color: string): void {
      pdf.markContent("Artifact", { type: "Layout" });
      pdf.moveTo(from, y).lineTo(right, y).lineWidth(0.75).strokeColor(color).stroke();
      pdf.endMarkedContent();
    },

    /** Ends the document with a line at the foot of each page. */
    end(footer: (page: number, pages: number) => { left: string; right: string }, style: Style): void {
      const { start, count } = pdf.bufferedPageRange();
      const baseline = pdf.page.height - 40;
      for (let index = start; index < start + count; index += 1) {
        pdf.switchToPage(index);
        pdf.markContent("Artifact", { type: "Pagination" });
        const text = footer(index + 1, count);
        const [first = ""] = type.lines(text.left, (right - left) * 0.7, style);
        type.draw(first, left, baseline, style);
        type.draw(text.right, right, baseline, style, "right");
        pdf.endMarkedContent();
      }
      root.end();
      pdf.end();
    },
  };
  return flow;
}
