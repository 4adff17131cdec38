/** @jsxImportSource preact */
import type { RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import type { Chat } from "./chat.ts";
import { Composer } from "./composer.tsx";
import { keepFocusInside, useFullScreen } from "./full-screen.ts";
import { Icon } from "./icon.tsx";
import { Messages } from "./messages.tsx";
import { NoticeView } from "./notice.tsx";
import type { Passage } from "./suggestions.tsx";
import { words } from "./words.ts";

type PanelOptions = {
  chat: Chat;
  isOpen: boolean;
  isInline: boolean;
  /** Counts how often the page has put it back. */
  placing: number;
  onClose(): void;
  /** What was loaded later, between what was said and where one writes. */
  extra: VNode | null;
};

/** The chat: a dialog beside the launcher, the whole screen on a phone, or a part of the page when inline. */
export function Panel({ chat, isOpen, isInline, placing, onClose, extra }: PanelOptions): VNode {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  // An effect would wait for the browser to draw, and a conversation that begins before that would never be shown.
  useLayoutEffect(() => chat.subscribe(() => redraw(undefined)), [chat]);
  const [reading, setReading] = useState<VNode | null>(null);
  /** What is seldom read whole is loaded then. */
  const read = async (passage: Passage) => setReading((await import("./sheet.tsx")).sheet(passage, setReading));
  const panel = useRef<HTMLDivElement>(null);
  const isFullScreen = useFullScreen(panel, isOpen && !isInline);
  useFocusOnOpen(panel, isOpen && !isInline);
  const { phase, agentName, turns, notice } = chat.state;
  const isWriting = turns.at(-1)?.state === "writing";

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing && !isInline) onClose();
    if (isFullScreen && panel.current) keepFocusInside(panel.current, event);
  }

  return (
    <div
      ref={panel}
      class={isInline ? "panel inline" : "panel"}
      role={isInline ? "group" : "dialog"}
      aria-modal={isFullScreen ? "true" : undefined}
      aria-labelledby="name"
      tabIndex={-1}
      hidden={!isOpen}
      onKeyDown={onKeyDown}
    >
      <header>
        {phase !== "unavailable" && (
          <span class="avatar" aria-hidden="true">
            {[...agentName][0]?.toUpperCase()}
          </span>
        )}
        <div class="title">
          <div id="name">
            <bdi>{agentName || words.chat}</bdi>
          </div>
          {phase !== "unavailable" && <div class="soft">{words.subtitle}</div>}
        </div>
        {turns.length > 0 && (
          <button
            type="button"
            class="icon"
            aria-label={words.newConversation}
            title={words.newConversation}
            onClick={() => chat.restart()}
          >
            <Icon name="restart" />
          </button>
        )}
        {!isInline && (
          <button type="button" class="icon" aria-label={words.closeChat} title={words.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        )}
      </header>
      {phase === "starting" && <Waiting />}
      {phase === "unavailable" && <div class="messages">{notice && <NoticeView notice={notice} onRetry={() => chat.start()} />}</div>}
      {phase === "ready" && <Messages state={chat.state} placing={placing} onRetry={() => chat.retry()} onRead={read} />}
      {extra}
      {phase !== "unavailable" && <Composer isWriting={isWriting} onSend={(text) => chat.send(text)} onStop={() => chat.stop()} />}
      {reading}
    </div>
  );
}

function Waiting(): VNode {
  return (
    <div class="messages waiting" role="status">
      <span class="sr">{words.loading}</span>
      <span class="skeleton" />
      <span class="skeleton short" />
    </div>
  );
}

function useFocusOnOpen(panel: RefObject<HTMLElement>, isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return;
    // On a touch screen the composer would bring up the keyboard before the greeting was read.
    const target = matchMedia("(pointer: coarse)").matches ? panel.current : panel.current?.querySelector("textarea");
    target?.focus({ preventScroll: true });
  }, [panel, isActive]);
}
