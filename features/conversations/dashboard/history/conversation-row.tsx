import { Link } from "@tanstack/react-router";
import { Bot, User } from "lucide-react";
import { memo } from "react";
import { useOrganization, useOrganizationId } from "#browser/api/organization.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { cn } from "#browser/ui/cn.ts";
import { Initials } from "#browser/ui/initials.tsx";
import { asOpened } from "#browser/ui/opened.ts";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Conversation } from "../../contract.ts";
import { useConversationsSearch } from "../conversations-search-params.ts";
import { t } from "../messages.ts";
import { RowState } from "./row-state.tsx";

/** One conversation of the list; the one in the address is marked. */
export const ConversationRow = memo(function ConversationRow({ conversation }: { conversation: Conversation }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { search } = useConversationsSearch();
  const { id, opening, created_at, last_message_at, unread, test } = conversation;
  return (
    <Link
      to="/organizations/$organizationId/projects/$projectId/conversations"
      params={{ organizationId, projectId }}
      search={{ ...search, conversation: id, details: undefined }}
      {...asOpened}
      resetScroll={false}
      data-conversation={id}
      className="relative flex h-full flex-col border-b border-l-2 border-l-transparent pt-2.5 pr-4 pb-2 pl-[22px] transition-colors duration-150 hover:bg-hover focus-visible:-outline-offset-2 data-[status=active]:border-l-accent data-[status=active]:bg-surface dark:data-[status=active]:bg-hover"
    >
      <span className="flex items-baseline gap-2">
        {unread && <span aria-hidden className="absolute top-[17px] left-2 size-1.5 rounded-full bg-accent" />}
        <span dir="auto" className={cn("min-w-0 flex-1 truncate text-left", unread ? "font-semibold" : "font-medium")}>
          {(opening ?? t("conversationRow.noQuestionYet")) || t("conversationRow.textsRemoved")}
        </span>
        {unread && <span className="sr-only">{t("conversationRow.unread")}</span>}
        <span className="shrink-0 text-xs text-soft tabular-nums">
          <Ago time={last_message_at ?? created_at} short />
        </span>
      </span>
      <span dir="auto" className={cn("mt-0.5 min-h-5 truncate text-left text-sm", !unread && "text-soft")}>
        <LastMessage conversation={conversation} />
      </span>
      <span className="mt-1 flex min-h-[22px] items-center gap-1 text-xs text-soft">
        <span className="min-w-0 truncate">
          <RowState conversation={conversation} />
        </span>
        {test && <span className="shrink-0">· {t("conversationRow.testChat")}</span>}
        <span className="ml-auto flex shrink-0 items-center">
          <Holder conversation={conversation} />
        </span>
      </span>
    </Link>
  );
});

function LastMessage({ conversation: { last_message: last, answering, agent_name } }: { conversation: Conversation }) {
  const { membership_id: mine } = useOrganization();
  if (answering) return t("conversationRow.isWriting", { agent: agent_name });
  if (!last) return null;
  const text = last.text.slice(0, 200);
  if (last.role === "agent") return t("conversationRow.saidBy", { name: agent_name, text });
  if (last.role !== "person") return text;
  if (last.author?.membership_id === mine) return t("conversationRow.youSaid", { text });
  return last.author?.name ? t("conversationRow.saidBy", { name: last.author.name, text }) : text;
}

/** Who has it: a person by their initials, nobody yet, or the agent. */
function Holder({ conversation: { assigned_to: to, handover } }: { conversation: Conversation }) {
  if (to) {
    return (
      <>
        <Initials name={to.name} look="person" size="tiny" />
        <span className="sr-only">{t("conversationRow.assignedTo", { name: to.name })}</span>
      </>
    );
  }
  if (handover === "waiting") {
    return (
      <span aria-hidden className="flex size-5 items-center justify-center rounded-full border border-dashed border-line-strong">
        <User className="size-3" />
      </span>
    );
  }
  return <Bot aria-hidden className="size-4" />;
}

/** A row that is still coming. */
export function RowSkeleton() {
  return (
    <span className="flex h-full flex-col gap-2.5 border-b py-3.5 pr-4 pl-6">
      <Skeleton className="h-3.5 w-3/4" />
      <Skeleton className="h-3 w-1/2" />
      <Skeleton className="h-3 w-1/4" />
    </span>
  );
}
