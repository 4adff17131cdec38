import { useLayoutEffect, useState, type RefObject } from "react";

/** Every row is as high, so that a list of any length knows where each is. */
export const rowHeight = 88;
/** Rows beside those that are seen: they are there before somebody scrolls to them. */
const overscan = 6;
/** The window moves by so many at once, which draws less often. */
const step = 4;

/** The rows of a list that are in sight, with some beside them: from the first to before the second. */
export function useVisibleRows(box: RefObject<HTMLElement | null>, count: number): [first: number, end: number] {
  const [seen, setSeen] = useState({ first: 0, end: 2 * overscan });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const next = rowsIn(element.scrollTop, element.clientHeight);
      setSeen((before) => (before.first === next.first && before.end === next.end ? before : next));
    };
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      resized.disconnect();
    };
  }, [box]);
  return [Math.min(seen.first, count), Math.min(seen.end, count)];
}

function rowsIn(top: number, height: number): { first: number; end: number } {
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const end = Math.ceil((top + height) / rowHeight) + overscan;
  return { first: first - (first % step), end: end + step - (end % step) };
}

/** Scrolls a row into sight, and no further. */
export function showRow(box: HTMLElement, index: number): void {
  const top = index * rowHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
}
