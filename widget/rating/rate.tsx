/** @jsxImportSource preact */
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { VisitorMessages } from "#features/conversations/contract.ts";
import { Icon } from "../icon.tsx";
import { ratingWords as words } from "../words.ts";

type Rating = NonNullable<VisitorMessages["rating"]>;
type RateOptions = {
  /** An answer, or the conversation as a whole. */
  of: "answer" | "conversation";
  rating: Rating | null | undefined;
  /** Whether there is room for a sentence: the conversation has not continued. */
  mayComment: boolean;
  /** Sends it, and resolves to whether it arrived. */
  onRate(rating: Rating): Promise<boolean>;
};

const commentLengthMax = 1_000;
const thumb = "M7 11v9H4v-9h3Zm0 0 4-8a2 2 0 0 1 2 2v4h5a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 16.8 20H7";

/** Two thumbs and, once one is pressed, room for a sentence. It can be changed. */
export function Rate({ of, rating, mayComment, onRate }: RateOptions): VNode {
  const [score, setScore] = useState(rating?.score);
  const [step, setStep] = useState<"rated" | "commenting" | "failed">("rated");
  const [comment, setComment] = useState("");
  const question = of === "answer" ? words.didItHelp : words.howWasIt;

  async function rate(next: Rating, then: typeof step): Promise<void> {
    setScore(next.score);
    const hasArrived = await onRate(next);
    if (!hasArrived) setScore(rating?.score);
    setStep(hasArrived ? then : "failed");
  }
  function sendComment(): void {
    if (score && comment.trim()) void rate({ score, comment }, "rated");
  }

  return (
    <div class="rate" role="group" aria-label={question}>
      <span class="soft">{step === "failed" ? words.failed : score && (step === "rated" || !mayComment) ? words.thanks : question}</span>
      {([1, -1] as const).map((value) => (
        <button
          key={value}
          type="button"
          class="icon"
          aria-pressed={score === value}
          aria-label={value > 0 ? words.helped : words.didNotHelp}
          title={value > 0 ? words.helped : words.didNotHelp}
          onClick={() => void rate({ score: value, comment: null }, "commenting")}
        >
          <svg class={value > 0 ? "glyph" : "glyph down"} viewBox="0 0 24 24" aria-hidden="true">
            <path d={thumb} />
          </svg>
        </button>
      ))}
      {step === "commenting" && mayComment && (
        <div class="field">
          <textarea
            rows={1}
            dir="auto"
            maxLength={commentLengthMax}
            placeholder={words.tellMore}
            aria-label={words.tellMore}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              sendComment();
            }}
          />
          <button
            type="button"
            class="send"
            aria-label={words.sendComment}
            title={words.send}
            aria-disabled={!comment.trim()}
            onClick={sendComment}
          >
            <Icon name="send" />
          </button>
        </div>
      )}
    </div>
  );
}
