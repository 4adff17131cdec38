import { languageOfDates } from "#browser/catalog.ts";
import { Link } from "@tanstack/react-router";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { use } from "react";
import { cn } from "#browser/ui/cn.ts";
import { GivenOutcome } from "#features/answering/contract.ts";
import { formatDateTime } from "#browser/ui/format.ts";
import type { Message } from "../contract.ts";
import { AnswerOffer } from "./answer-offer.ts";
import { Citation } from "./citation.tsx";
import { t } from "./messages.ts";
import { OutcomeBadge, outcomeSentence } from "./outcome.tsx";

const time = new Intl.DateTimeFormat(languageOfDates, { hour: "2-digit", minute: "2-digit" });

/** One message: the visitor's at the left, the agent's at the right with its sources and how it ended. */
export function MessageItem({
  message: { role, text, citations, outcome, created_at },
  question,
  agent,
}: {
  message: Message;
  /** What the visitor said before it; null where that was nothing. */
  question: string | null;
  agent: { id: string; name: string };
}) {
  const offer = use(AnswerOffer);
  const given = GivenOutcome.safeParse(outcome).data;
  const isAgent = role === "agent";
  return (
    <li className={cn("flex max-w-[88%] flex-col gap-1", isAgent ? "items-end self-end" : "items-start self-start")}>
      <p className="px-1 text-xs text-soft">
        <bdi className="font-medium">{isAgent ? agent.name : t("messageItem.visitor")}</bdi>
        {" · "}
        <time dateTime={created_at} title={formatDateTime(created_at)}>
          {time.format(new Date(created_at))}
        </time>
      </p>
      {text !== "" && (
        <p dir="auto" className={cn("rounded-lg px-4 py-2.5 break-words whitespace-pre-wrap", isAgent ? "border bg-surface" : "bg-hover")}>
          {text}
        </p>
      )}
      {citations.length > 0 && (
        <div className="mt-1 flex w-full min-w-60 flex-col gap-1.5" role="group" aria-label={t("messageItem.sources")}>
          {citations.map((citation, index) => (
            <Citation key={`${citation.source_id} ${citation.text}`} citation={citation} number={index + 1} />
          ))}
        </div>
      )}
      {isAgent && outcome !== null && outcome !== "answered" && (
        <div className="mt-1 flex flex-wrap items-center justify-end gap-x-2 gap-y-1 text-right text-sm text-soft">
          <OutcomeBadge outcome={outcome} />
          <span>{outcomeSentence(outcome)}</span>
          {(outcome === "declined" || outcome === "suggested") && <AddKnowledge />}
        </div>
      )}
      {isAgent && given && question !== null && offer({ question, answer: { outcome: given, citations }, agentId: agent.id })}
    </li>
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
