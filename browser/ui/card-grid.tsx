import { useEffect, useRef, type ReactNode } from "react";

const search = "main input[type=search]";

/**
 * Cards beside and below each other, as many as fit; each child is an `<li>`. A skeleton of cards is in the same
 * columns. The arrow keys go from one card's link to the next as they appear on the screen,
 * Home and End to the first and the last; the down arrow leads in from the page's search field, the up arrow back to it.
 */
export function CardGrid({ label, children }: { label: string; children: ReactNode }) {
  const grid = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!grid.current || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const next = nextOf([...grid.current.querySelectorAll<HTMLElement>("h2 a")], event);
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <ul ref={grid} aria-label={label} className={cardColumns}>
      {children}
    </ul>
  );
}

export const cardColumns = "grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3";

/** Where a key leads from where the focus is; nowhere if it means nothing there. */
function nextOf(links: readonly HTMLElement[], { key, target }: KeyboardEvent): HTMLElement | null | undefined {
  if (!(target instanceof HTMLElement)) return null;
  if (target.matches(search)) return key === "ArrowDown" ? links[0] : null;
  const index = links.indexOf(target);
  if (index < 0) return null;
  if (key === "Home") return links[0];
  if (key === "End") return links.at(-1);
  if (key === "ArrowRight") return links[index + 1];
  if (key === "ArrowLeft") return links[index - 1];
  if (key === "ArrowDown") return links[index + columnsOf(links)];
  if (key === "ArrowUp") return links[index - columnsOf(links)] ?? document.querySelector<HTMLElement>(search);
  return null;
}

/** How many are in a row: those whose cards begin as high as the first. */
function columnsOf(links: readonly HTMLElement[]): number {
  const tops = links.map((link) => link.closest("li")?.offsetTop);
  return tops.filter((top) => top === tops[0]).length;
}
