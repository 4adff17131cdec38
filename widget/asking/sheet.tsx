/** @jsxImportSource preact */
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { WebLink } from "./formatted-text.tsx";
import { keepFocusInside } from "../full-screen.ts";
import { Icon } from "../icon.tsx";
import { webAddress } from "./parse-text.ts";
import type { Passage } from "./suggestions.tsx";
import { askingWords as words } from "../words.ts";

/** One passage, whole, over the chat. Escape closes it, and the focus goes back to where it came from. */
export function Sheet({ passage: { title, heading, text, lines, url }, onClose }: { passage: Passage; onClose(): void }): VNode {
  const sheet = useRef<HTMLDivElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const root = sheet.current?.getRootNode();
    const before = root instanceof ShadowRoot && root.activeElement instanceof HTMLElement ? root.activeElement : null;
    close.current?.focus({ preventScroll: true });
    return () => before?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const element = sheet.current;
    if (!element) return;
    const act = (event: KeyboardEvent) => {
      // The panel below would close at Escape, and take Tab elsewhere.
      event.stopPropagation();
      if (event.key === "Escape" && !event.isComposing) onClose();
      keepFocusInside(element, event);
    };
    element.addEventListener("keydown", act);
    return () => element.removeEventListener("keydown", act);
  }, [onClose]);

  const address = webAddress(url);
  return (
    <div ref={sheet} class="sheet" role="dialog" aria-modal="true" aria-labelledby="passage">
      <header>
        <div class="title" id="passage" dir="auto">
          <b>{title}</b>
          {heading && <div class="soft">{heading}</div>}
        </div>
        <button ref={close} type="button" class="icon" aria-label={words.backToChat} title={words.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keyboard too */}
      <div class="messages" role="region" aria-labelledby="passage" tabIndex={0}>
        <p dir="auto">{lines ? withMark(text, lines) : text}</p>
        {address && <WebLink url={address}>{words.openPage}</WebLink>}
      </div>
    </div>
  );
}

/** The text with the lines that brought somebody here marked in it. */
function withMark(text: string, lines: string): (string | VNode)[] {
  const start = text.indexOf(lines);
  return start === -1 ? [text] : [text.slice(0, start), <mark key="answers">{lines}</mark>, text.slice(start + lines.length)];
}
