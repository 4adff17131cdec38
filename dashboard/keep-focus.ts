/**
 * Keeps the focus on the page. Where the element that had it went, as each step of a dialog or a deleted row does, and nothing
 * else took it, it goes to what follows: the first field of the dialog that it was in, or that dialog, or the page's content.
 */
export function keepFocus(): void {
  let path: Element[] = [];
  addEventListener("focusin", ({ target }) => (path = target instanceof Element ? pathOf(target) : []));
  new MutationObserver(() => {
    const [focused] = path;
    if (!focused || focused.isConnected || document.activeElement !== document.body) return;
    const before = path;
    path = [];
    // What closes gives the focus back by itself, in the next frame.
    afterTwoFrames(() => document.activeElement === document.body && successorOf(before)?.focus({ preventScroll: true }));
  }).observe(document, { childList: true, subtree: true });
}

function pathOf(element: Element): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) path.push(at);
  return path;
}

function successorOf(path: readonly Element[]): HTMLElement | null {
  const dialog = path.find((element) => element.isConnected && element.matches("[role=dialog]"));
  if (!(dialog instanceof HTMLElement)) return document.querySelector<HTMLElement>("main");
  return dialog.querySelector<HTMLElement>(firstField) ?? dialog;
}

const firstField = "input:not([type=hidden], [hidden], :disabled), textarea:not(:disabled)";

const afterTwoFrames = (act: () => void) => requestAnimationFrame(() => requestAnimationFrame(act));
