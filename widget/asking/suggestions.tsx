/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Turn } from "../chat.ts";
import { Icon } from "../icon.tsx";
import { askingWords as words } from "../words.ts";

export type Passage = Turn["citations"][number];

/** Where the answer may be: a card for each passage, which opens the whole of it. */
export function Suggestions({ turn, onRead }: { turn: Turn; onRead(passage: Passage): void }): VNode {
  return (
    <div class="suggestions" role="group" aria-label={words.suggestions}>
      {turn.citations.map((passage, index) => (
        <button key={index} type="button" class="card" aria-haspopup="dialog" onClick={() => onRead(passage)}>
          <span class="head">
            <span dir="auto">
              <b>{passage.title}</b>
              {passage.heading && <span class="heading"> · {passage.heading}</span>}
            </span>
            <Icon name="forward" />
          </span>
          <span class="lines" dir="auto">
            {passage.lines ?? passage.text}
          </span>
        </button>
      ))}
      <p class="soft">{turn.contact ? words.noneOfTheseOrCall : words.noneOfThese}</p>
    </div>
  );
}
