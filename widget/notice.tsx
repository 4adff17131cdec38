/** @jsxImportSource preact */
import type { ComponentChildren, VNode } from "preact";
import type { Notice } from "./chat.ts";
import { Icon } from "./icon.tsx";
import { words } from "./words.ts";

/** What went wrong, in a sentence, and the way on where there is one. */
export function NoticeView({ notice, onRetry }: { notice: Notice; onRetry(): void }): VNode {
  return (
    <div class={notice.canRetry ? "notice bad" : "notice"}>
      <Icon name="warning" />
      <span>
        <bdi>{withCall(notice)}</bdi>
      </span>
      {notice.canRetry && (
        <button type="button" class="plain" onClick={onRetry}>
          {words.tryAgain}
        </button>
      )}
    </div>
  );
}

/** The sentence, with the number in it to be called. */
function withCall({ text, contact }: Notice): ComponentChildren {
  if (!contact) return text;
  const [before = "", ...after] = text.split(contact.international);
  return (
    <>
      {before}
      {after.length > 0 && <a href={`tel:${contact.number}`}>{contact.international}</a>}
      {after.join(contact.international)}
    </>
  );
}
