import { formatBytes, formatNumber } from "#browser/ui/format.ts";
import { MeterBar } from "#browser/ui/meter-bar.tsx";
import type { BudgetKind } from "../contract.ts";
import { t } from "./messages.ts";

/** How far a cap is used: a bar, and the same in words. */
export function CapStanding({ kind, cap, used, reserved }: { kind: BudgetKind; cap: number; used: number; reserved: number }) {
  const say = kind === "bytes_stored" ? formatBytes : formatNumber;
  const left = Math.max(0, cap - used - reserved);
  return (
    <div className="flex flex-col gap-1">
      <MeterBar used={used} reserved={reserved} max={cap} />
      <span className="text-sm text-soft tabular-nums">
        {t("capStanding.used", {
          used: say(used),
          cap: say(cap),
          hasReserved: reserved > 0 ? "yes" : "no",
          reserved: say(reserved),
          hasLeft: left > 0 ? "yes" : "no",
          left: say(left),
        })}
      </span>
    </div>
  );
}
