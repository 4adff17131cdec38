/**
 * Puts the widget back where a page changes its body without loading: Turbo, htmx, morphing, a router. It is the same
 * element, so what was open stays open and an answer continues; a copy that came with a cached page gives way to it.
 *
 * @param copies selects what may have come with such a page
 * @param belongs whether the page as it is now still asks for the widget
 */
export function keepOnPage(widget: Element, copies: string, belongs: () => boolean): void {
  let focused: HTMLElement | null = null;
  const root = widget.shadowRoot!;
  // A change of focus inside the widget never leaves it; one from or to the page is met at the window.
  root.addEventListener("focusin", ({ target }) => (focused = target as HTMLElement));
  for (const type of ["focusin", "pointerdown"])
    addEventListener(type, ({ target }) => (focused = target === widget ? (root.activeElement as HTMLElement) : null), true);

  const observer = new MutationObserver(() => {
    watch();
    if (widget.isConnected || !document.body || !belongs()) return;
    for (const copy of document.querySelectorAll(copies)) copy.remove();
    document.body.append(widget);
    focused?.focus();
  });
  /** Each may be replaced by another one, hence again after every change. */
  const watch = () => {
    for (const node of [document, document.documentElement, document.body]) if (node) observer.observe(node, { childList: true });
  };
  watch();
}
