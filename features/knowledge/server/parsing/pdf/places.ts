import type { Place } from "../block.ts";
import type { Rectangle } from "./annotations.ts";
import { turned } from "./glyph-lines.ts";

/** A page by its number, the part of it that is seen, and by how many quarters it is turned with the clock to be seen. */
export type SeenPage = { page: number; frame: Rectangle; quarters: number };

/** Rectangles of the stored page as shares of the page as it is seen, those of one line as one. */
export function placeOf(boxes: readonly Rectangle[], { page, frame, quarters }: SeenPage): Place {
  const around = {
    x0: Math.min(...boxes.map(({ x0 }) => x0)),
    y0: Math.min(...boxes.map(({ y0 }) => y0)),
    x1: Math.max(...boxes.map(({ x1 }) => x1)),
    y1: Math.max(...boxes.map(({ y1 }) => y1)),
  };
  // Text that is turned against the clock as far as the page is turned with it is level when it is seen.
  const [box, whole] = [turned(around, quarters), turned(frame, quarters)];
  const [width, height] = [whole.u1 - whole.u0 || 1, whole.v1 - whole.v0 || 1];
  const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
  return {
    page,
    box: [
      share((box.u0 - whole.u0) / width),
      share((whole.v1 - box.v1) / height),
      share((box.u1 - box.u0) / width),
      share((box.v1 - box.v0) / height),
    ],
  };
}
