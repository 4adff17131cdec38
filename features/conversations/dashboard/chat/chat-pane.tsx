import { useQuery } from "@tanstack/react-query";
import { MessageCircleOff } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Conversation, Message } from "../../contract.ts";
import { conversationQuery, messagesQuery, useConversationActions } from "../conversations.ts";
import { t } from "../messages.ts";
import { BackToList } from "./back-to-list.tsx";
import { ChatHeader } from "./chat-header.tsx";
import { Composer, type Kind } from "./composer.tsx";
import { MessageList } from "./message-list.tsx";
import { useReadReceipt } from "./use-read-receipt.ts";

/** A conversation as the team has it: everything that was said, live, and what one can do and write in it. */
export function ChatPane({ conversationId, isAlone, hasDetails }: { conversationId: string } & Room) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const conversation = useQuery(conversationQuery(organizationId, projectId, conversationId));
  const messages = useQuery(messagesQuery(organizationId, projectId, conversationId));
  const failure = conversation.error ?? messages.error;
  const isGone = failure instanceof ApiError && failure.status === 404;
  if (conversation.data && messages.data && !isGone)
    return <Chat conversation={conversation.data} messages={messages.data} isAlone={isAlone} hasDetails={hasDetails} />;
  return (
    <>
      {isAlone && <BackToList withWords />}
      {isGone ? (
        <div className="p-5">
          <EmptyState icon={MessageCircleOff} title={t("chatPane.gone")}>
            {t("chatPane.goneSentence")}
          </EmptyState>
        </div>
      ) : failure ? (
        <div className="p-5">
          <ErrorState
            failure={t("chatPane.failed")}
            error={failure}
            onRetry={() => void Promise.all([conversation.refetch(), messages.refetch()])}
          />
        </div>
      ) : (
        <SkeletonChat />
      )}
    </>
  );
}

/** `isAlone`: the list is not beside it; `hasDetails`: the details are. */
type Room = { isAlone: boolean; hasDetails: boolean };

function Chat({ conversation, messages, isAlone, hasDetails }: { conversation: Conversation; messages: readonly Message[] } & Room) {
  const { takeOver } = useConversationActions(conversation.id);
  const [kind, setKind] = useState<Kind>("reply");
  /** Counts how often somebody asked for the field, which gets the focus then. */
  const [asked, setAsked] = useState(0);
  useReadReceipt(conversation, messages.at(-1)?.id);

  function write(next: Kind): void {
    setKind(next);
    setAsked((count) => count + 1);
  }
  async function takeOverAndWrite(): Promise<void> {
    try {
      await takeOver();
      write("reply");
    } catch (error) {
      toast.error(messageOf(error));
    }
  }
  return (
    <>
      <ChatHeader conversation={conversation} isAlone={isAlone} hasDetails={hasDetails} onTakeOver={takeOverAndWrite} />
      <MessageList messages={messages} conversation={conversation} />
      <Composer
        conversation={conversation}
        kind={kind}
        onWrite={write}
        onKind={setKind}
        asked={asked}
        isAlone={isAlone}
        onTakeOver={takeOverAndWrite}
      />
    </>
  );
}

function SkeletonChat() {
  return (
    <div role="status" aria-label={t("chatPane.loading")} className="flex flex-col gap-5 p-5">
      <Skeleton className="h-5 w-1/2" />
      <Skeleton className="h-12 w-2/3 rounded-lg" />
      <Skeleton className="h-20 w-3/4 self-end rounded-lg" />
      <Skeleton className="h-12 w-1/2 rounded-lg" />
    </div>
  );
}
