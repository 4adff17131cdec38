/** @jsxImportSource preact */
import type { VNode } from "preact";
import { laterWords as words } from "../words.ts";

/** Questions that a visitor can ask with a click before they have written anything. */
export function Starters({ questions, onAsk }: { questions: readonly string[]; onAsk(question: string): void }): VNode | null {
  if (!questions[0]) return null;
  return (
    <div class="starters" role="group" aria-label={words.starters}>
      {questions.map((question) => (
        <button key={question} type="button" class="plain" dir="auto" onClick={() => onAsk(question)}>
          {question}
        </button>
      ))}
    </div>
  );
}
