import { useLayoutEffect, useRef, type ReactNode } from "react";

/** A page that fills the window from edge to edge: its panes scroll by themselves, side by side. */
export function FillingPage({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  // The frame takes its room away by this. It is told, and does not look for it: `:has()` would look at each row that scrolls in.
  useLayoutEffect(() => {
    const main = box.current?.closest("main");
    main?.setAttribute("data-fills", "");
    return () => main?.removeAttribute("data-fills");
  }, []);
  return (
    <div ref={box} className="relative flex min-h-0 flex-1 overflow-hidden">
      {children}
    </div>
  );
}
