/** @jsxImportSource preact */
import type { RefObject, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChatState, Turn } from "./chat.ts";
import { FormattedText } from "./formatted-text.tsx";
import { NoticeView } from "./notice.tsx";
import type { Files } from "./files/files.tsx";
import type { Later } from "./later/later.tsx";
import { words } from "./words.ts";

/** Nearer to the end than this, the list follows what is written. */
const followWithinPx = 64;

type MessagesProps = { state: ChatState; later: Later | null; files: Files | null; placing: number; onRetry(): void };

/** The conversation so far. It is a live region: what is added to it is read out. */
export function Messages({ state, later, files, placing, onRetry }: MessagesProps): VNode {
  const list = useRef<HTMLDivElement>(null);
  useFollowing(list, state.turns, placing);
  return (
    <div ref={list} class="messages" role="log" aria-live="polite" aria-label={words.conversation} tabIndex={0}>
      {state.greeting && <Bubble turn={{ id: "greeting", role: "agent", text: state.greeting, citations: [], state: "done" }} />}
      {state.turns.map((turn, index) => (
        // A finished answer is an element of its own, so that it is read out once and whole, not word by word.
        <div
          key={`${turn.id} ${turn.state === "writing"}`}
          class={`turn ${turn.role}`}
          aria-live={turn.state === "writing" ? "off" : undefined}
        >
          {turn.role === "visitor" || turn.role === "agent" ? <Bubble turn={turn} /> : later?.drawTurn(turn)}
          {turn.attachments && files?.drawSent(turn.attachments)}
          {later?.drawBelow(turn, !state.turns[index + 1])}
          {turn.state === "stopped" && <div class="soft">{words.stopped}</div>}
          {turn.notice && <NoticeView notice={turn.notice} onRetry={onRetry} />}
        </div>
      ))}
      {later?.drawEnd()}
    </div>
  );
}

function Bubble({ turn }: { turn: Turn }): VNode | null {
  const isWriting = turn.state === "writing";
  if (!turn.text && !isWriting) return null;
  return (
    <div class={`bubble ${turn.role} ${isWriting ? "writing" : ""}`}>
      <span class="sr">{turn.role === "visitor" ? words.visitor : words.agent}</span>
      {turn.role === "visitor" ? <p dir="auto">{turn.text}</p> : <FormattedText text={turn.text} isWriting={isWriting} />}
      {isWriting && !turn.text && <Dots />}
    </div>
  );
}

function Dots(): VNode {
  return (
    <span class="dots">
      <span class="sr">{words.writing}</span>
      <i />
      <i />
      <i />
    </span>
  );
}

/** Scrolls to what is new, unless the visitor reads further up; a question of their own is always followed. */
function useFollowing(list: RefObject<HTMLElement>, turns: readonly Turn[], placing: number): void {
  const isAtEnd = useRef(true);
  const top = useRef(0);
  const shownCount = useRef(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const note = () => {
      top.current = element.scrollTop;
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < followWithinPx;
    };
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [list]);
  useLayoutEffect(() => list.current?.scrollTo(0, isAtEnd.current ? list.current.scrollHeight : top.current), [list, placing]);
  useLayoutEffect(() => {
    if (isAtEnd.current || turns.length > shownCount.current) list.current?.scrollTo(0, list.current.scrollHeight);
    shownCount.current = turns.length;
  }, [list, turns]);
}
