import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { formatSince, isNow } from "#browser/ui/format.ts";
import { useNow } from "#browser/ui/use-now.ts";
import type { Conversation } from "../../contract.ts";
import { t } from "../messages.ts";
import { outcomeLabel } from "../outcome.tsx";
import { useIsMine } from "../standing.ts";

/** The state of a conversation, in a word or three. */
export function RowState({ conversation }: { conversation: Conversation }) {
  const isMine = useIsMine();
  const { handover, handover_at, assigned_to, answering, answers, unanswered, outcome } = conversation;
  if (handover === "waiting") return <WaitingBadge since={handover_at} />;
  if (handover === "closed") return t("rowState.closed");
  if (handover === "person") {
    if (assigned_to === null) return t("rowState.withAPerson");
    if (isMine(conversation)) return <span className="font-medium text-text">{t("rowState.withYou")}</span>;
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
export function WaitingBadge({ since }: { since: string | null }) {
  const now = useNow();
  if (since === null || isNow(since, now)) return <StatusBadge tone="warn">{t("rowState.waits")}</StatusBadge>;
  return <StatusBadge tone="warn">{t("rowState.waiting", { time: formatSince(since, now) })}</StatusBadge>;
}
