/**
 * Keeps the chat clickable beside a dialog of the page that lets no click outside it through, as focus traps do: a click
 * that the page let go no further is repeated in the widget, until `signal` ends it.
 */
export function repeatClicks(widget: HTMLElement, root: ShadowRoot, signal: AbortSignal): void {
  const options = { capture: true, signal };
  let arrived: Event;
  root.addEventListener("click", (event) => (arrived = event), options);
  // At the window, before any listener of the page's document.
  addEventListener(
    "click",
    (event) => {
      if (event.target !== widget || !event.isTrusted) return;
      const target = event.composedPath()[0] as HTMLElement;
      setTimeout(() => {
        if (arrived === event) return;
        const copy = new MouseEvent("click", { bubbles: true, cancelable: true });
        // What the browser does by itself it has done already, unless the page prevented that.
        if (!event.defaultPrevented) copy.preventDefault();
        target.focus();
        target.dispatchEvent(copy);
      });
    },
    options,
  );
}
