let arrived: Event;

/** To be called with the root of each widget: a click that gets as far as this has passed the page. */
export function noteClicks(root: ShadowRoot): void {
  root.addEventListener("click", (event) => (arrived = event), true);
}

/**
 * Keeps the chat clickable beside a dialog of the page that lets no click outside it through, as focus traps do: a click
 * that the page let go no further is repeated in the widget. One inside the page is the page's own affair.
 */
export function repeatClicks(selector: string): void {
  // At the window, before any listener of the page's document.
  addEventListener(
    "click",
    (event) => {
      const path = event.composedPath() as HTMLElement[];
      if (!event.isTrusted || !(event.target as Element).matches?.(selector)) return;
      setTimeout(() => {
        if (arrived === event) return;
        const copy = new MouseEvent("click", { bubbles: true, cancelable: true });
        // What the browser does by itself it has done already, unless the page prevented that.
        if (!event.defaultPrevented) copy.preventDefault();
        path[0]!.focus();
        path[0]!.dispatchEvent(copy);
      });
    },
    true,
  );
}
