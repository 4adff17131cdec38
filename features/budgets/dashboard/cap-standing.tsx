import { formatBytes, formatNumber } from "#dashboard/ui/format.ts";
import { cn } from "#dashboard/ui/cn.ts";
import type { BudgetKind } from "../contract.ts";

/** How far a cap is used: a bar, and the same in words. */
export function CapStanding({ kind, cap, used, reserved }: { kind: BudgetKind; cap: number; used: number; reserved: number }) {
  const say = kind === "bytes_stored" ? formatBytes : formatNumber;
  const left = Math.max(0, cap - used - reserved);
  const width = (part: number) => `${cap === 0 ? 100 : Math.min(100, (part / cap) * 100)}%`;
  const tone = left === 0 ? "bg-bad" : used * 5 >= cap * 4 ? "bg-warn" : "bg-accent";
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden className="relative block h-1.5 overflow-hidden rounded-full bg-hover">
        <span className="absolute inset-y-0 left-0 bg-line-strong" style={{ width: width(used + reserved) }} />
        <span className={cn("absolute inset-y-0 left-0", tone)} style={{ width: width(used) }} />
      </span>
      <span className="text-sm text-soft tabular-nums">
        {say(used)} of {say(cap)} used
        {reserved > 0 && `, ${say(reserved)} reserved`}
        {left === 0 ? ", none left" : `, ${say(left)} left`}
      </span>
    </div>
  );
}
