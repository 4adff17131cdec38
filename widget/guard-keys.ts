/**
 * Keeps keys and focus in the chat on a page that holds on to both, as an open dialog with a focus trap does. Runs at the
 * window, before any listener of the page's document, until `signal` ends it. Keys other than with Ctrl or ⌘ reach the chat
 * alone, and the page is not told that the chat got the focus, so it cannot take it back.
 */
export function guardKeys({ host }: ShadowRoot, signal: AbortSignal): void {
  const options = { capture: true, signal };

  function onKey(event: KeyboardEvent): void {
    if (event.target !== host || event.ctrlKey || event.metaKey) return;
    event.stopImmediatePropagation();
    // Not composed, so that it ends at the shadow root.
    const copy = new KeyboardEvent(event.type, optionsOf(event));
    event.composedPath()[0]?.dispatchEvent(copy);
    if (copy.defaultPrevented) event.preventDefault();
  }
  function onFocus(event: FocusEvent): void {
    if (event.target === host || event.relatedTarget === host) event.stopImmediatePropagation();
  }

  for (const type of ["keydown", "keypress", "keyup"] as const) addEventListener(type, onKey, options);
  for (const type of ["focusin", "focusout"] as const) addEventListener(type, onFocus, options);
}

/** An input method that confirms a word says so by `isComposing` or, in Safari after it has ended, by the code 229 alone. */
function optionsOf({ key, code, location, repeat, shiftKey, altKey, isComposing, keyCode }: KeyboardEvent): KeyboardEventInit {
  return { key, code, location, repeat, shiftKey, altKey, isComposing: isComposing || keyCode === 229, bubbles: true, cancelable: true };
}
