import { Progress } from "@base-ui/react/progress";

/** How far something is, `value` from 0 to 1; null while that is unknown. */
export function ProgressBar({ label, value }: { label: string; value: number | null }) {
  const percent = value === null ? null : Math.round(value * 100);
  return (
    <Progress.Root value={percent} aria-label={label} className="flex items-center gap-2.5">
      <Progress.Track className="h-1 w-24 overflow-hidden rounded-full bg-hover">
        <Progress.Indicator className="h-full rounded-full bg-accent transition-[width] duration-150 data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </Progress.Track>
      {percent !== null && <span className="text-sm text-soft tabular-nums">{percent} %</span>}
    </Progress.Root>
  );
}
