/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Turn } from "../chat.ts";
import { answer } from "./answer.ts";
import styles from "./asking.css?inline";
import { Citations } from "./citations.tsx";
import { readEvents } from "./event-stream.ts";
import { FormattedText } from "./formatted-text.tsx";
import { Sheet } from "./sheet.tsx";
import { Suggestions, type Passage } from "./suggestions.tsx";
import { askingWords as words } from "../words.ts";
import { Turns } from "./turns.tsx";

const countedWithin = 200;

/**
 * What asks, and shows what was said and what it rests on. It is loaded with the first thing that somebody does in the chat, and
 * handed on to what is loaded after it: what they imported of it would be a file of its own.
 */
export type Asking = {
  answer: typeof answer;
  readEvents: typeof readEvents;
  drawText(text: string): VNode;
  Turns: typeof Turns;
  /** Below an answer: what it quotes, or where the answer may be. */
  drawSources(turn: Turn, onRead: (passage: Passage) => void): VNode | null;
  drawPassage(passage: Passage, onClose: () => void): VNode;
  /** Below the field in which the visitor writes, near its limit. */
  drawCount(length: number, lengthMax: number): VNode;
  /** In place of an answer that a server did not finish. */
  unanswered(): Pick<Turn, "state" | "notice">;
  styles: string;
};

export const asking: Asking = {
  answer,
  readEvents,
  drawText: (text) => <FormattedText text={text} isWriting={false} />,
  Turns,
  drawSources(turn, onRead) {
    if (turn.outcome === "suggested") return <Suggestions turn={turn} onRead={onRead} />;
    return turn.citations.length > 0 ? <Citations citations={turn.citations} /> : null;
  },
  drawPassage: (passage, onClose) => <Sheet passage={passage} onClose={onClose} />,
  drawCount(length, lengthMax) {
    const isOver = length > lengthMax;
    return (
      <div id="count" class={isOver ? "count over" : "count"} hidden={length < lengthMax - countedWithin}>
        {isOver ? words.tooMany(length - lengthMax) : words.left(lengthMax - length)}
      </div>
    );
  },
  unanswered: () => ({ state: "failed", notice: { text: words.noAnswer, canRetry: false } }),
  styles,
};
