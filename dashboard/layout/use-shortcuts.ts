import { useEffect, useEffectEvent } from "react";
import { isTyping } from "#browser/ui/is-typing.ts";

/** Ctrl/⌘ K opens the palette; `/` focuses the page's search where one is not typing already. */
export function useShortcuts({ onPalette }: { onPalette: () => void }): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      onPalette();
    }
    if (event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target)) {
      const search = document.querySelector<HTMLElement>("main input[type=search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
    }
  });
  useEffect(() => {
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
