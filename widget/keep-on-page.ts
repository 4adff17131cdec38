/**
 * Puts the widget back where a page changes its body without loading: Turbo, htmx, morphing, a router. It is the same
 * element, so what was open stays open and an answer goes on; a copy that came with a cached page gives way to it.
 *
 * @param belongs whether the page as it is now still asks for the widget
 */
export function keepOnPage(widget: Element, belongs: () => boolean): void {
  let focused: HTMLElement | null = null;
  // A change of focus inside the widget never leaves it, and one elsewhere on the page is seen at the window.
  widget.shadowRoot?.addEventListener("focusin", ({ target }) => (focused = target as HTMLElement));
  addEventListener("focusin", ({ target }) => target !== widget && (focused = null), true);

  const observer = new MutationObserver(() => {
    watch();
    if (widget.isConnected || !document.body || !belongs()) return;
    for (const copy of document.querySelectorAll(`${widget.localName}:not([mode=inline])`)) copy.remove();
    document.body.append(widget);
    focused?.focus();
  });
  /** Each may be replaced by another one, hence again after every change. */
  const watch = () => {
    for (const node of [document, document.documentElement, document.body]) if (node) observer.observe(node, { childList: true });
  };
  watch();
}
