import { Bot, User } from "lucide-react";
import { memo } from "react";
import { cn } from "#browser/ui/cn.ts";
import { formatDateTime, formatSince } from "#browser/ui/format.ts";
import { Initials } from "#browser/ui/initials.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import type { Conversation } from "../../contract.ts";
import { t } from "../messages.ts";
import { RowState } from "./row-state.tsx";

type RowProps = {
  conversation: Conversation;
  href: string;
  /** Whether it is the one that is read. */
  isSelected: boolean;
  /** The reader's membership. */
  mine: string | null;
  now: number;
};

/** One conversation of the list. All that it shows is handed in: of many rows that come into sight, each has to be cheap. */
export const ConversationRow = memo(function ConversationRow({ conversation, href, isSelected, mine, now }: RowProps) {
  const { id, opening, created_at, last_message_at, unread, test } = conversation;
  const time = last_message_at ?? created_at;
  return (
    <a
      href={href}
      data-conversation={id}
      aria-current={isSelected ? "page" : undefined}
      className={cn(
        "relative flex h-full flex-col border-b border-l-2 pt-2.5 pr-4 pb-2 pl-[22px] hover:bg-hover focus-visible:-outline-offset-2",
        isSelected ? "border-l-accent bg-surface dark:bg-hover" : "border-l-transparent",
      )}
    >
      <span className="flex items-baseline gap-2">
        {unread && <span aria-hidden className="absolute top-[17px] left-2 size-1.5 rounded-full bg-accent" />}
        <span dir="auto" className={cn("min-w-0 flex-1 truncate text-left", unread ? "font-semibold" : "font-medium")}>
          {(opening ?? t("conversationRow.noQuestionYet")) || t("conversationRow.textsRemoved")}
        </span>
        {unread && <span className="sr-only">{t("conversationRow.unread")}</span>}
        <time dateTime={time} title={formatDateTime(time)} className="shrink-0 text-xs text-soft tabular-nums">
          {formatSince(time, Math.max(now, Date.parse(time)))}
        </time>
      </span>
      <span dir="auto" className={cn("mt-0.5 min-h-5 truncate text-left text-sm", !unread && "text-soft")}>
        {lastSaid(conversation, mine)}
      </span>
      <span className="mt-1 flex min-h-[22px] items-center gap-1 text-xs text-soft">
        <span className="min-w-0 truncate">
          <RowState conversation={conversation} mine={mine} now={now} />
        </span>
        {test && <span className="shrink-0">· {t("conversationRow.testChat")}</span>}
        <span className="ml-auto flex shrink-0 items-center">
          <Holder conversation={conversation} />
        </span>
      </span>
    </a>
  );
});

function lastSaid({ last_message: last, answering, agent_name }: Conversation, mine: string | null): string | null {
  if (answering) return t("conversationRow.isWriting", { agent: agent_name });
  if (!last) return null;
  const text = last.text.slice(0, 200) || last.attachments.map(({ name }) => name).join(", ");
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
