import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { formatSince, isNow } from "#browser/ui/format.ts";
import type { Conversation } from "../../contract.ts";
import { t } from "../messages.ts";
import { outcomeLabel } from "../outcome.tsx";

/** The state of a conversation, in a word or three. */
export function RowState({ conversation, mine, now }: { conversation: Conversation; mine: string | null; now: number }) {
  const { handover, handover_at, assigned_to, answering, answers, unanswered, outcome } = conversation;
  if (handover === "waiting") return <WaitingBadge since={handover_at} now={now} />;
  if (handover === "closed") return t("rowState.closed");
  if (handover === "person") {
    if (assigned_to === null) return t("rowState.withAPerson");
    if (assigned_to.membership_id === mine) return <span className="font-medium text-text">{t("rowState.withYou")}</span>;
    return <bdi>{t("rowState.with", { name: assigned_to.name })}</bdi>;
  }
  if (answering) {
    return (
      <span className="inline-flex items-center gap-1.5 font-medium text-accent">
        <span aria-hidden className="size-1.5 rounded-full bg-current" />
        {t("rowState.answering")}
      </span>
    );
  }
  if (answers > 1 && unanswered > 0) return t("rowState.unanswered", { unanswered, answers });
  return outcome === null ? t("rowState.noAnswerYet") : outcomeLabel(outcome);
}

/** Since when somebody waits for a person. */
export function WaitingBadge({ since, now }: { since: string | null; now: number }) {
  if (since === null || isNow(since, now)) return <StatusBadge tone="warn">{t("rowState.waits")}</StatusBadge>;
  return <StatusBadge tone="warn">{t("rowState.waiting", { time: formatSince(since, now) })}</StatusBadge>;
}
