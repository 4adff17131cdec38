import { Check, Ellipsis, FileJson2, FileText, PanelRight, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { organizationPath } from "#browser/api/api.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { formatDateTime, formatTime } from "#browser/ui/format.ts";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import { useKeys } from "#browser/ui/use-keys.ts";
import { useNow } from "#browser/ui/use-now.ts";
import type { Conversation } from "../../contract.ts";
import { useConversationsSearch } from "../conversations-search-params.ts";
import { useConversationActions } from "../conversations.ts";
import { WaitingBadge } from "../history/row-state.tsx";
import { t } from "../messages.ts";
import { useIsMine } from "../standing.ts";
import { AssigneeMenu } from "./assignee-menu.tsx";
import { BackToList } from "./back-to-list.tsx";

/** What the conversation is about, who has it, and what can be done with it. */
export function ChatHeader({
  conversation,
  isAlone,
  hasDetails,
  onTakeOver,
}: {
  conversation: Conversation;
  /** The button that takes over is below the messages then. */
  isAlone: boolean;
  hasDetails: boolean;
  onTakeOver: () => Promise<void>;
}) {
  const { open } = useConversationsSearch();
  const Title = isAlone ? "h1" : "h2";
  return (
    <header className="flex flex-col gap-2 border-b px-4 pt-3 pb-3">
      <div className="flex min-h-7 items-center gap-2">
        {isAlone && <BackToList />}
        <Title dir="auto" className="min-w-0 flex-1 truncate text-left text-lg font-semibold" title={conversation.opening || undefined}>
          {(conversation.opening ?? t("chatHeader.noQuestionYet")) || t("chatHeader.textsRemoved")}
        </Title>
        {!hasDetails && (
          <Button
            look="ghost"
            size="small"
            square
            icon={PanelRight}
            aria-label={t("chatHeader.details")}
            onClick={() => open({ details: true })}
          />
        )}
        <More conversation={conversation} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <AssigneeMenu conversation={conversation} />
        <span className="text-xs text-soft">
          <Standing conversation={conversation} />
        </span>
        <span className="ml-auto flex flex-wrap items-center gap-2">
          <Moves conversation={conversation} onTakeOver={isAlone ? null : onTakeOver} />
        </span>
      </div>
    </header>
  );
}

function Standing({ conversation: { handover, handover_at: since, agent_name } }: { conversation: Conversation }) {
  const now = useNow();
  if (handover === "waiting") return <WaitingBadge since={since} now={now} />;
  if (handover === "agent") return t("chatHeader.answeredBy", { agent: agent_name });
  if (since === null) return null;
  const isToday = new Date(since).toDateString() === new Date(now).toDateString();
  const when = isToday ? formatTime(since) : formatDateTime(since);
  return handover === "person" ? t("chatHeader.since", { when }) : t("chatHeader.closed", { when });
}

/** Take over, give back, close, reopen: what the state allows and the caller can do. */
function Moves({ conversation, onTakeOver }: { conversation: Conversation; onTakeOver: (() => Promise<void>) | null }) {
  const may = useCan()("conversation:reply");
  const isMine = useIsMine()(conversation);
  const { giveBack, close, reopen } = useConversationActions(conversation.id);
  const [pending, setPending] = useState<string | null>(null);
  const { handover, agent_name } = conversation;
  const canClose = may && handover !== "closed";

  async function run(name: string, act: () => Promise<unknown>): Promise<void> {
    if (pending !== null) return;
    setPending(name);
    try {
      await act();
    } catch (error) {
      toast.error(messageOf(error));
    } finally {
      setPending(null);
    }
  }
  useKeys({ e: canClose ? () => void run("close", close) : undefined });
  if (!may) return null;
  return (
    <>
      {handover === "person" && isMine && (
        <Button size="small" className="max-w-52" pending={pending === "give-back"} onClick={() => void run("give-back", giveBack)}>
          <span className="truncate">{t("chatHeader.giveBack", { agent: agent_name })}</span>
        </Button>
      )}
      {canClose && (
        <Button size="small" icon={Check} aria-keyshortcuts="e" pending={pending === "close"} onClick={() => void run("close", close)}>
          {t("chatHeader.close")}
        </Button>
      )}
      {handover === "closed" && (
        <Button size="small" icon={RotateCcw} pending={pending === "reopen"} onClick={() => void run("reopen", reopen)}>
          {t("chatHeader.reopen")}
        </Button>
      )}
      {onTakeOver && (handover !== "person" || conversation.assigned_to === null) && (
        <Button size="small" look="primary" pending={pending === "take-over"} onClick={() => void run("take-over", onTakeOver)}>
          {t("chatHeader.takeOver")}
        </Button>
      )}
    </>
  );
}

function More({ conversation: { id } }: { conversation: Conversation }) {
  const may = useCan()("conversation:delete");
  const { close } = useConversationsSearch();
  const { remove } = useConversationActions(id);
  const [isDeleting, setDeleting] = useState(false);
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const transcript = (format: "text" | "json") =>
    organizationPath(organizationId, projectPath(projectId, `/conversations/${encodeURIComponent(id)}/transcript?format=${format}`));
  return (
    <>
      <Menu trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("chatHeader.more")} />}>
        <MenuItem icon={FileText} render={<a href={transcript("text")} download aria-label={t("chatHeader.transcriptText")} />}>
          {t("chatHeader.transcriptText")}
        </MenuItem>
        <MenuItem icon={FileJson2} render={<a href={transcript("json")} download aria-label={t("chatHeader.transcriptJson")} />}>
          {t("chatHeader.transcriptJson")}
        </MenuItem>
        {may && (
          <MenuItem icon={Trash2} danger onSelect={() => setDeleting(true)}>
            {t("chatHeader.delete")}
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        open={isDeleting}
        onClose={() => setDeleting(false)}
        title={t("chatHeader.deleteTitle")}
        sentence={t("chatHeader.deleteSentence")}
        action={t("chatHeader.delete")}
        onConfirm={async () => {
          await remove(() => close("conversation", "details"));
          toast(t("chatHeader.deleted"));
        }}
      />
    </>
  );
}
