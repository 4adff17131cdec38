/** @jsxImportSource preact */
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { Asking } from "./asking/asking.tsx";
import type { ChatState } from "./chat.ts";
import type { Files } from "./files/files.tsx";
import type { Later } from "./later/later.tsx";
import { NoticeView } from "./notice.tsx";
import { words } from "./words.ts";

type MessagesProps = {
  state: ChatState;
  asking: Asking | null;
  later: Later | null;
  files: Files | null;
  placing: number;
  onRetry(): void;
};

/** The conversation so far. It is a live region: what is added to it is read out. */
export function Messages({ state: { greeting, turns }, asking, later, files, placing, onRetry }: MessagesProps): VNode {
  const list = useRef<HTMLDivElement>(null);
  // What shows turns could not be loaded either.
  const notice = !asking && turns.at(-1)?.notice;
  return (
    <div ref={list} class="messages" role="log" aria-live="polite" aria-label={words.conversation} tabIndex={0}>
      {greeting && (
        <div class="bubble agent">
          <span class="sr">{words.agent}</span>
          {asking?.drawText(greeting) ??
            greeting.split(/\n\s*\n/).map((text) => (
              <p key={text} dir="auto">
                {text}
              </p>
            ))}
        </div>
      )}
      {asking && <asking.Turns {...{ list, turns, later, files, placing, onRetry }} />}
      {notice && <NoticeView notice={notice} onRetry={onRetry} />}
      {later?.drawEnd()}
    </div>
  );
}

/** Whether a greeting has marks that only what shows answers can read. */
export const isFormatted = (greeting: string): boolean => /[*`•]|\]\(|https?:|^\s*(-|\d+[.)])\s/m.test(greeting);
