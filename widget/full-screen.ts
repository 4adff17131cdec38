import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

const narrow = "(max-width: 479px)";

/**
 * Whether the panel takes the whole screen. While it does, it follows the visual viewport, so that a phone's keyboard
 * covers neither the composer nor the last message.
 */
export function useFullScreen(panel: RefObject<HTMLElement>, isActive: boolean): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(narrow).matches);
  useEffect(() => {
    const query = matchMedia(narrow);
    const change = () => setNarrow(query.matches);
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);

  const isFullScreen = isNarrow && isActive;
  useEffect(() => {
    const viewport = window.visualViewport;
    const style = panel.current?.style;
    if (!isFullScreen || !viewport || !style) return;
    const follow = () => {
      style.setProperty("--screen-top", `${viewport.offsetTop}px`);
      style.setProperty("--screen-height", `${viewport.height}px`);
    };
    follow();
    viewport.addEventListener("resize", follow);
    viewport.addEventListener("scroll", follow);
    return () => {
      viewport.removeEventListener("resize", follow);
      viewport.removeEventListener("scroll", follow);
    };
  }, [panel, isFullScreen]);
  return isFullScreen;
}

/** Lets Tab go round inside the element: a full screen dialog has nothing beside it to go to. */
export function keepFocusInside(element: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== "Tab") return;
  const stops = [...element.querySelectorAll<HTMLElement>("button:enabled, textarea:enabled, summary, a[href], [tabindex='0']")];
  const first = stops[0];
  const last = stops.at(-1);
  const root = element.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : null;
  const isAtEdge = event.shiftKey ? focused === first || focused === element : focused === last;
  if (!isAtEdge) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
