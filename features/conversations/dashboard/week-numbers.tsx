import type { ReactNode } from "react";
import { Card } from "#dashboard/ui/card.tsx";
import { formatNumber, formatShare } from "#dashboard/ui/format.ts";
import type { Insights } from "../contract.ts";

/** The last seven days in three numbers. */
export function WeekNumbers({ insights: { answers, answered_share: share, conversations } }: { insights: Insights }) {
  const declined = share === null ? 0 : Math.round(answers * (1 - share));
  return (
    <dl className="grid gap-4 sm:grid-cols-3">
      <Tile label="Answers this week" value={formatNumber(answers)} note="In the last seven days" />
      <Tile
        label="Answered"
        value={share === null ? "–" : formatShare(share)}
        note={share === null ? "No question yet" : declined === 0 ? "Nothing was left open" : `${formatNumber(declined)} without an answer`}
      />
      <Tile label="Conversations" value={formatNumber(conversations)} note="Test chats included" />
    </dl>
  );
}

function Tile({ label, value, note }: { label: string; value: string; note: ReactNode }) {
  return (
    <Card className="flex flex-col px-4 py-3.5">
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="mt-1 text-2xl font-semibold tabular-nums">{value}</dd>
      <dd className="text-sm text-soft">{note}</dd>
    </Card>
  );
}
