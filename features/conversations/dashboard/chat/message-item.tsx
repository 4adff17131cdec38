import { Link } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { memo, use, type ReactNode } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { cn } from "#browser/ui/cn.ts";
import { formatDateTime, formatDollars, formatTime } from "#browser/ui/format.ts";
import { GivenOutcome } from "#features/answering/contract.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { CalledTools } from "#features/tools/dashboard/tool-calls.tsx";
import type { Message } from "../../contract.ts";
import { AnswerOffer } from "../answer-offer.ts";
import { t } from "../messages.ts";
import { outcomeLabel, outcomeSentence } from "../outcome.tsx";
import { Citation } from "./citation.tsx";
import { SentFiles } from "./sent-files.tsx";

type ItemProps = {
  message: Message;
  conversationId: string;
  /** What the visitor said before it; null where that was nothing. */
  question: string | null;
  agentId: string;
  agentName: string;
};

/** One message: the visitor's at the left, the agent's and the team's at the right, and what happened across. */
export const MessageItem = memo(function MessageItem({ message, conversationId, question, agentId, agentName }: ItemProps) {
  switch (message.role) {
    case "visitor":
      return <VisitorMessage message={message} conversationId={conversationId} />;
    case "agent":
      return <AgentMessage message={message} question={question} agentId={agentId} agentName={agentName} />;
    case "person":
      return <PersonMessage message={message} conversationId={conversationId} />;
    case "note":
      return <Note message={message} />;
    case "system":
      return <Line message={message} />;
  }
});

type SaidProps = Pick<ItemProps, "message" | "conversationId">;

function VisitorMessage({ message: { text, attachments, created_at }, conversationId }: SaidProps) {
  return (
    <li className="flex max-w-[88%] flex-col items-start gap-1 self-start">
      {text !== "" && <Bubble className="rounded-bl-[4px] bg-hover">{text}</Bubble>}
      <SentFiles conversationId={conversationId} attachments={attachments} />
      <p className="relative px-1 text-xs text-soft">
        <span className="sr-only">{t("messageItem.visitor")}</span> <Time at={created_at} />
      </p>
    </li>
  );
}

function AgentMessage({
  message: { text, citations, outcome, model, tool_calls, created_at },
  question,
  agentId,
  agentName,
}: Omit<ItemProps, "conversationId">) {
  const offer = use(AnswerOffer);
  const given = GivenOutcome.safeParse(outcome).data;
  const isOpen = outcome === "declined" || outcome === "suggested";
  return (
    <li className="flex max-w-[88%] flex-col items-end gap-1 self-end">
      {text !== "" && <Bubble className="rounded-br-[4px] border border-line-strong bg-surface">{text}</Bubble>}
      {citations.length > 0 && (
        <div className="flex w-full min-w-60 flex-col gap-1" role="group" aria-label={t("messageItem.sources")}>
          {citations.map((citation, index) => (
            <Citation key={`${citation.source_id} ${citation.text}`} citation={citation} number={index + 1} />
          ))}
        </div>
      )}
      <CalledTools calls={tool_calls} />
      <p className="px-1 text-right text-xs text-soft">
        <bdi className="font-medium text-text">{agentName}</bdi>
        {outcome !== null && ` · ${outcomeLabel(outcome)}`}
        {" · "}
        <Time at={created_at} />
        {model !== null && ` · ${modelWords(model)}`}
      </p>
      {outcome !== null && outcome !== "answered" && (
        <p className="px-1 text-right text-sm text-soft">
          {outcomeSentence(outcome)} {isOpen && <AddKnowledge />}
        </p>
      )}
      {given && question !== null && offer({ question, answer: { outcome: given, citations }, agentId })}
    </li>
  );
}

/** Which model wrote it, whether it stood in for another, and what that cost. */
function modelWords({ name, by_fallback, cost_usd }: NonNullable<Message["model"]>): string {
  const cost = cost_usd === null ? "unknown" : formatDollars(cost_usd);
  return t("messageItem.model", { name, stood: by_fallback ? "in" : "no", cost });
}

function PersonMessage({ message: { text, attachments, author, created_at }, conversationId }: SaidProps) {
  return (
    <li className="flex max-w-[88%] flex-col items-end gap-1 self-end">
      {text !== "" && <Bubble className="rounded-br-[4px] bg-ink text-on-ink">{text}</Bubble>}
      <SentFiles conversationId={conversationId} attachments={attachments} />
      <p className="px-1 text-xs text-soft">
        <bdi className="font-medium text-text">{author?.name || t("messageItem.somebody")}</bdi> · <Time at={created_at} />
      </p>
    </li>
  );
}

function Note({ message: { text, author, created_at } }: { message: Message }) {
  return (
    <li className="max-w-[88%] self-end rounded-md bg-warn-soft px-3 py-2">
      <p className="mb-1 flex items-center gap-1.5 text-xs font-medium text-warn">
        <Lock aria-hidden className="size-3 shrink-0" />
        <span>
          {t("messageItem.noteBy", { name: author?.name || t("messageItem.somebody") })} · <Time at={created_at} />
        </span>
      </p>
      <p dir="auto" className="break-words whitespace-pre-wrap">
        {text}
      </p>
    </li>
  );
}

/** A line that says what happened. */
function Line({ message: { text, created_at } }: { message: Message }) {
  return (
    <li className="flex items-center gap-3 text-xs text-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      <span className="max-w-[80%] text-center">
        {text.replace(/\.$/, "")} · <Time at={created_at} />
      </span>
    </li>
  );
}

function Bubble({ className, children }: { className: string; children: ReactNode }) {
  return (
    <p dir="auto" className={cn("max-w-full rounded-lg px-3 py-2 break-words whitespace-pre-wrap", className)}>
      {children}
    </p>
  );
}

function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatTime(at)}
    </time>
  );
}

function AddKnowledge() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  if (!useCan()("source:create")) return null;
  return (
    <Link
      to="/organizations/$organizationId/projects/$projectId/knowledge"
      params={{ organizationId, projectId }}
      search={{ tab: "add" }}
      className="font-medium text-accent underline underline-offset-2"
    >
      {t("messageItem.addKnowledge")}
    </Link>
  );
}
