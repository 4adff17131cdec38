import { Link } from "@tanstack/react-router";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { asOpened } from "#browser/ui/opened.ts";
import { Ago } from "#browser/ui/ago.tsx";
import type { Conversation } from "../contract.ts";
import { useConversationsSearch } from "./conversations-search-params.ts";
import { t } from "./messages.ts";
import { OutcomeBadge } from "./outcome.tsx";

/** Conversations to choose from; the one in the address is marked. */
export function ConversationList({ conversations }: { conversations: readonly Conversation[] }) {
  return (
    <ul aria-label={t("conversationList.conversations")} className="divide-y">
      {conversations.map((conversation) => (
        <ConversationItem key={conversation.id} conversation={conversation} />
      ))}
    </ul>
  );
}

function ConversationItem({
  conversation: { id, agent_name, opening, outcome, message_count, created_at, last_message_at },
}: {
  conversation: Conversation;
}) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { search } = useConversationsSearch();
  return (
    <li>
      <Link
        to="/organizations/$organizationId/projects/$projectId/conversations"
        params={{ organizationId, projectId }}
        search={{ ...search, conversation: id }}
        {...asOpened}
        resetScroll={false}
        className="block border-l-2 border-transparent px-4 py-3 transition-colors duration-150 hover:bg-hover focus-visible:-outline-offset-2 data-[status=active]:border-l-accent data-[status=active]:bg-hover"
      >
        <span className="flex items-baseline justify-between gap-3">
          <span dir="auto" className="line-clamp-2 min-w-0 text-left font-medium [overflow-wrap:anywhere]">
            {(opening ?? t("conversationList.noQuestionYet")) || t("conversationList.textsRemoved")}
          </span>
          <span className="shrink-0 text-xs text-soft">
            <Ago time={last_message_at ?? created_at} />
          </span>
        </span>
        <span className="mt-1.5 flex items-center justify-between gap-3 text-sm text-soft">
          <span className="flex min-w-0 gap-1">
            <bdi className="truncate">{agent_name}</bdi>
            <span className="shrink-0">· {t("conversationList.messages", { count: message_count })}</span>
          </span>
          {outcome && <OutcomeBadge outcome={outcome} />}
        </span>
      </Link>
    </li>
  );
}
