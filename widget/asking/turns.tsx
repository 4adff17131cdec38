/** @jsxImportSource preact */
import type { RefObject, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChatState, Turn } from "../chat.ts";
import type { Files } from "../files/files.tsx";
import type { Later } from "../later/later.tsx";
import { NoticeView } from "../notice.tsx";
import { askingWords as words } from "../words.ts";
import { FormattedText } from "./formatted-text.tsx";

/** Nearer to the end than this, the list follows what is written. */
const followWithinPx = 64;

type TurnsOptions = {
  /** What they are in, and what scrolls. */
  list: RefObject<HTMLElement>;
  turns: ChatState["turns"];
  later: Later | null;
  files: Files | null;
  placing: number;
  onRetry(): void;
};

/** What was said. */
export function Turns({ list, turns, later, files, placing, onRetry }: TurnsOptions): VNode {
  useFollowing(list, turns, placing);
  return (
    <>
      {turns.map((turn, index) => (
        // A finished answer is an element of its own, so that it is read out once and whole, not word by word.
        <div
          key={`${turn.id} ${turn.state === "writing"}`}
          class={`turn ${turn.role}`}
          aria-live={turn.state === "writing" ? "off" : undefined}
        >
          {turn.role === "visitor" || turn.role === "agent" ? <Bubble turn={turn} /> : later?.drawTurn(turn)}
          {turn.attachments && files?.drawSent(turn.attachments)}
          {later?.drawBelow(turn, !turns[index + 1])}
          {turn.state === "stopped" && <div class="soft">{words.stopped}</div>}
          {turn.notice && <NoticeView notice={turn.notice} onRetry={onRetry} />}
        </div>
      ))}
    </>
  );
}

function Bubble({ turn: { role, text, state } }: { turn: Turn }): VNode | null {
  const isWriting = state === "writing";
  if (!text && !isWriting) return null;
  return (
    <div class={`bubble ${role} ${isWriting ? "writing" : ""}`}>
      <span class="sr">{role === "visitor" ? words.visitor : words.agent}</span>
      {role === "visitor" ? <p dir="auto">{text}</p> : <FormattedText text={text} isWriting={isWriting} />}
      {isWriting && !text && <Dots />}
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
