import { Fragment, useLayoutEffect, useRef } from "react";
import { formatLongDay, formatTime } from "#browser/ui/format.ts";
import type { Conversation, Message } from "../../contract.ts";
import { t } from "../messages.ts";
import { placeOf } from "../place-of.ts";
import { MessageItem } from "./message-item.tsx";
import { useVisitorTyping } from "./use-visitor-typing.ts";
import { useAnswerSoFar } from "./use-answer-so-far.ts";

/** Everything that was said, with a line where a day begins. */
export function MessageList({ messages, conversation }: { messages: readonly Message[]; conversation: Conversation }) {
  const box = useRef<HTMLDivElement>(null);
  const wasAtEnd = useRef(true);
  const count = messages.length;
  const soFar = useAnswerSoFar(conversation.id, messages);
  const isTyping = useVisitorTyping(conversation.id, count);
  // A reader at the end keeps seeing it; a reader who scrolled up stays where they are.
  useLayoutEffect(() => {
    if (count > 0 && box.current && wasAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [count, soFar?.text, isTyping]);
  // A composer that grows takes of its height, and the end stays in sight.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const resized = new ResizeObserver(() => {
      if (wasAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  return (
    <div
      ref={box}
      role="log"
      aria-label={t("messageList.messages")}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keyboard too
      tabIndex={0}
      data-messages
      onScroll={({ currentTarget: at }) => (wasAtEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 40)}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      {messages.length === 0 && <p className="p-5 text-center text-soft">{t("messageList.nothingYet")}</p>}
      <ol className="flex flex-col gap-3 p-4">
        {entriesOf(messages).map(({ message, asked, isNewDay, isFirst }) => (
          <Fragment key={message.id}>
            {isNewDay && (
              <li className="self-center text-center text-xs text-soft [overflow-wrap:anywhere]">
                {t("messageList.day", { day: formatLongDay(message.created_at), time: formatTime(message.created_at) })}
                {isFirst && ` · ${placeOf(conversation)}`}
              </li>
            )}
            <MessageItem
              conversationId={conversation.id}
              message={message}
              question={asked}
              agentId={conversation.agent_id}
              agentName={conversation.agent_name}
            />
          </Fragment>
        ))}
        {soFar && (
          <MessageItem
            conversationId={conversation.id}
            message={soFar}
            question={null}
            agentId={conversation.agent_id}
            agentName={conversation.agent_name}
          />
        )}
        {isTyping && (
          <li className="self-start rounded-md bg-hover px-3 py-2 text-sm text-soft" role="status">
            {t("messageList.typing")}
          </li>
        )}
      </ol>
    </div>
  );
}

/** Each with what the visitor had said before it, and whether its day is another than that of the one before. */
function entriesOf(messages: readonly Message[]) {
  let question: string | null = null;
  let day = "";
  return messages.map((message, index) => {
    const itsDay = new Date(message.created_at).toDateString();
    const entry = { message, asked: question, isNewDay: itsDay !== day, isFirst: index === 0 };
    day = itsDay;
    if (message.role === "visitor") question = message.text || null;
    return entry;
  });
}
