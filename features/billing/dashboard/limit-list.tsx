import { formatBytes, formatNumber } from "#dashboard/ui/format.ts";
import { ProgressBar } from "#dashboard/ui/progress-bar.tsx";
import type { Subscription } from "../contract.ts";

type Row = { label: string; used: number; max: number | null; format: (value: number) => string };

/** How much of the plan is used. What is over stays; nothing more is added. */
export function LimitList({ subscription: { seats, agents, storage_bytes, answers } }: { subscription: Subscription }) {
  const rows: Row[] = [
    { label: "Seats, with invitations", used: seats.used, max: seats.max, format: formatNumber },
    { label: "Chat agents", ...agents, format: formatNumber },
    { label: "Storage", ...storage_bytes, format: formatBytes },
    { label: "Answers", used: answers.used, max: answers.included, format: formatNumber },
  ];
  return (
    <ul className="flex flex-col gap-3">
      {rows.map(({ label, used, max, format }) => (
        <li key={label} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <span>{label}</span>
          <span className="flex items-center gap-3">
            <span className="text-soft tabular-nums">{max === null ? format(used) : `${format(used)} of ${format(max)}`}</span>
            {max !== null && <ProgressBar label={label} value={Math.min(1, max === 0 ? 1 : used / max)} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
