/**
 * Keeps keys that belong to an input method from everything on the page: Enter confirms a word there and Escape drops it,
 * and neither sends, closes or clears anything. Safari reports the last key of a word by its code alone.
 */
export function leaveComposing(): void {
  for (const type of ["keydown", "keyup"] as const) {
    addEventListener(
      type,
      (event) => {
        if (event.isComposing || event.keyCode === composingKey) event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
}

const composingKey = 229;
