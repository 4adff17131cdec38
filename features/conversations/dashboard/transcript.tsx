import { useQuery } from "@tanstack/react-query";
import { MessageCircleOff } from "lucide-react";
import { useLayoutEffect, useRef } from "react";
import { ApiError } from "#browser/api/api-error.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { formatDateTime } from "#browser/ui/format.ts";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import type { Conversation, Message } from "../contract.ts";
import { conversationQuery, messagesQuery } from "./conversations.ts";
import { MessageItem } from "./message-item.tsx";
import { t } from "./messages.ts";
import { placeOf } from "./place-of.ts";

/** Everything that was said in a conversation, live. */
export function Transcript({ conversationId }: { conversationId: string }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const conversation = useQuery(conversationQuery(organizationId, projectId, conversationId));
  const messages = useQuery(messagesQuery(organizationId, projectId, conversationId));
  const failure = conversation.error ?? messages.error;

  if (!conversation.data || !messages.data) {
    if (failure instanceof ApiError && failure.status === 404) {
      return (
        <div className="p-5">
          <EmptyState icon={MessageCircleOff} title={t("transcript.gone")}>
            {t("transcript.goneSentence")}
          </EmptyState>
        </div>
      );
    }
    if (failure) {
      const retry = () => void Promise.all([conversation.refetch(), messages.refetch()]);
      return (
        <div className="p-5">
          <ErrorState failure={t("transcript.failed")} error={failure} onRetry={retry} />
        </div>
      );
    }
    return <SkeletonTranscript />;
  }
  const { agent_name, opening, created_at } = conversation.data;
  return (
    <>
      <header className="border-b px-5 py-3">
        <h2 dir="auto" className="line-clamp-2 text-left font-semibold [overflow-wrap:anywhere]">
          {opening ?? t("transcript.noQuestionYet")}
        </h2>
        <p className="text-sm text-soft [overflow-wrap:anywhere]">
          <bdi>{agent_name}</bdi> · {placeOf(conversation.data)} · <span className="whitespace-nowrap">{formatDateTime(created_at)}</span>
        </p>
      </header>
      <Messages key={conversationId} messages={messages.data} conversation={conversation.data} />
    </>
  );
}

function Messages({ messages, conversation }: { messages: readonly Message[]; conversation: Conversation }) {
  const box = useRef<HTMLDivElement>(null);
  const wasAtEnd = useRef(true);
  const count = messages.length;
  // A reader at the end keeps seeing it; a reader who scrolled up stays where they are.
  useLayoutEffect(() => {
    if (count > 0 && box.current && wasAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [count]);
  return (
    <div
      ref={box}
      role="log"
      aria-label={t("transcript.messages")}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keyboard too
      tabIndex={0}
      onScroll={({ currentTarget: at }) => (wasAtEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 40)}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <ol className="flex flex-col gap-5 px-5 py-5">
        {messages.map((message, index) => (
          <MessageItem
            key={message.id}
            message={message}
            question={messages.slice(0, index).findLast(({ role }) => role === "visitor")?.text ?? null}
            agent={{ id: conversation.agent_id, name: conversation.agent_name }}
          />
        ))}
      </ol>
    </div>
  );
}

function SkeletonTranscript() {
  return (
    <div role="status" aria-label={t("transcript.loading")} className="flex flex-col gap-5 p-5">
      <Skeleton className="h-5 w-1/2" />
      <Skeleton className="h-12 w-2/3 rounded-lg" />
      <Skeleton className="h-20 w-3/4 self-end rounded-lg" />
      <Skeleton className="h-12 w-1/2 rounded-lg" />
    </div>
  );
}
