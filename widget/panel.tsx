/** @jsxImportSource preact */
import type { RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { Asking } from "./asking/asking.tsx";
import type { Chat } from "./chat.ts";
import { Composer } from "./composer.tsx";
import type { Files } from "./files/files.tsx";
import { keepFocusInside, useFullScreen } from "./full-screen.ts";
import { Icon } from "./icon.tsx";
import type { Later } from "./later/later.tsx";
import { Messages } from "./messages.tsx";
import { NoticeView } from "./notice.tsx";
import { words } from "./words.ts";

type PanelOptions = {
  chat: Chat;
  /** Loaded with the first thing that the visitor does in the chat, or that was said. */
  asking: Asking | null;
  /** Loaded once something was asked. */
  later: Later | null;
  /** Loaded with the first thing that the visitor does in the chat. */
  files: Files | null;
  isOpen: boolean;
  isInline: boolean;
  /** Counts how often the page has put it back. */
  placing: number;
  onAskPerson(): void;
  onClose(): void;
};

/** The chat: a dialog beside the launcher, the whole screen on a phone, or a part of the page when inline. */
export function Panel({ chat, asking, later, files, isOpen, isInline, placing, onAskPerson, onClose }: PanelOptions): VNode {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  // An effect would wait for the browser to draw, and a conversation that begins before that would never be shown.
  useLayoutEffect(() => chat.subscribe(() => redraw(undefined)), [chat]);
  const panel = useRef<HTMLDivElement>(null);
  const isFullScreen = useFullScreen(panel, isOpen && !isInline);
  useFocusOnOpen(panel, isOpen && !isInline);
  const { phase, agentName, turns, notice, handsOver, handover } = chat.state;
  const person = later?.person;
  const name = person?.name ?? agentName;
  const isWriting = turns.some(({ state }) => state === "writing");

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
            {[...name][0]?.toUpperCase()}
          </span>
        )}
        <div class="title">
          <div id="name">
            <bdi>{name || words.chat}</bdi>
          </div>
          {phase !== "unavailable" && <div class="soft">{person?.subtitle ?? words.subtitle}</div>}
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
      {phase === "ready" && <Messages {...{ asking, later, files, placing }} state={chat.state} onRetry={() => chat.retry()} />}
      {phase !== "unavailable" && (
        <Composer
          {...{ isWriting, asking, files }}
          placeholder={person?.placeholder ?? words.writeMessage}
          onSend={(text) => chat.send(text, files?.take())}
          onStop={() => chat.stop()}
        >
          <div class="bar">
            {files?.drawChosen()}
            {later?.drawBar()}
            {handsOver && /agent|closed/.test(handover) && (
              <button type="button" class="plain" onClick={onAskPerson}>
                {words.person}
              </button>
            )}
          </div>
        </Composer>
      )}
      {later?.drawSheet()}
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
    const target = matchMedia("(pointer: coarse)").matches ? panel.current : panel.current?.querySelector<HTMLElement>("form textarea");
    target?.focus({ preventScroll: true });
  }, [panel, isActive]);
}
