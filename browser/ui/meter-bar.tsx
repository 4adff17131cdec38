import { cn } from "./cn.ts";

/** How far something is used, for the eye alone: the same is beside it in words. `reserved` is shown paler. */
export function MeterBar({ used, reserved = 0, max }: { used: number; reserved?: number; max: number }) {
  const width = (part: number) => `${max === 0 ? 100 : Math.min(100, (part / max) * 100)}%`;
  const tone = used + reserved >= max ? "bg-bad" : used * 5 >= max * 4 ? "bg-warn" : "bg-accent";
  return (
    <span aria-hidden className="relative block h-1.5 overflow-hidden rounded-full bg-hover">
      <span className="absolute inset-y-0 left-0 bg-line-strong" style={{ width: width(used + reserved) }} />
      <span className={cn("absolute inset-y-0 left-0", tone)} style={{ width: width(used) }} />
    </span>
  );
}
