/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Notice } from "./chat.ts";
import { Icon } from "./icon.tsx";

/** What went wrong, in a sentence, and the way on where there is one. */
export function NoticeView({ notice, onRetry }: { notice: Notice; onRetry(): void }): VNode {
  return (
    <div class={notice.canRetry ? "notice bad" : "notice"}>
      <Icon name="warning" />
      <span>
        <bdi>{notice.text}</bdi>
      </span>
      {notice.canRetry && (
        <button type="button" class="plain" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
