import { useEffect, useEffectEvent } from "react";
import { isTyping } from "./is-typing.ts";

/** Single keys of a page, `{ j: next }`, that hold while nobody is typing and nothing lies over the page. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || document.querySelector("[role=dialog], [role=menu]") !== null) return;
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!act) return;
    // The letter is not to arrive in a field that gets the focus by it.
    event.preventDefault();
    act();
  });
  useEffect(() => {
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
