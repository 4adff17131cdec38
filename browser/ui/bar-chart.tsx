import { useState, type KeyboardEvent } from "react";
import { cn } from "./cn.ts";

export type Bar = { key: string; label: string; value: number };

/**
 * Values one beside the other, over as many places as there will be. Anyone who points at a bar or goes there with the arrow
 * keys is told its value; without, the line above says what `summary` says.
 */
export function BarChart({
  label,
  bars,
  places,
  summary,
  format,
}: {
  label: string;
  bars: readonly Bar[];
  places: number;
  summary: string;
  format: (value: number) => string;
}) {
  const [at, setAt] = useState<number | null>(null);
  const top = niceTop(Math.max(0, ...bars.map(({ value }) => value)));
  const told = at === null ? undefined : bars[at];
  const words = told ? `${told.label}: ${format(told.value)}` : summary;
  const move = (event: KeyboardEvent) => {
    const to = { ArrowLeft: (at ?? bars.length) - 1, ArrowRight: (at ?? -1) + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (event.key === "Escape") setAt(null);
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(bars.length - 1, to)));
  };

  return (
    <div>
      <p aria-hidden className="h-5 text-sm text-soft tabular-nums">
        {words}
      </p>
      <div className="mt-2 flex gap-3">
        <div className="relative min-w-0 flex-1">
          {[1, 0.5].map((share) => (
            <span key={share} aria-hidden className="absolute inset-x-0 border-t border-dashed" style={{ top: `${(1 - share) * 100}%` }} />
          ))}
          <div
            role="slider"
            tabIndex={0}
            aria-label={label}
            aria-valuemin={1}
            aria-valuemax={bars.length}
            aria-valuenow={(at ?? bars.length - 1) + 1}
            aria-valuetext={words}
            onKeyDown={move}
            onBlur={() => setAt(null)}
            onPointerLeave={() => setAt(null)}
            className="relative flex h-44 items-stretch border-b border-line-strong focus-visible:outline-offset-4"
          >
            {Array.from({ length: places }, (_, index) => (
              <Place key={bars[index]?.key ?? index} bar={bars[index]} top={top} isTold={at === index} onPoint={() => setAt(index)} />
            ))}
          </div>
        </div>
        <div aria-hidden className="flex h-44 min-w-8 flex-col justify-between text-xs text-soft tabular-nums">
          <span className="-mt-2">{format(top)}</span>
          <span>{format(top / 2)}</span>
          <span className="-mb-2">0</span>
        </div>
      </div>
    </div>
  );
}

function Place({ bar, top, isTold, onPoint }: { bar: Bar | undefined; top: number; isTold: boolean; onPoint: () => void }) {
  const share = bar ? bar.value / top : 0;
  return (
    <span className="flex min-w-0 flex-1 items-end px-px sm:px-0.5" onPointerEnter={bar && onPoint}>
      <span
        className={cn("block w-full rounded-t-[3px] bg-accent transition-opacity duration-150", isTold ? "opacity-100" : "opacity-75")}
        // Something is never drawn as nothing.
        style={{ height: share > 0 ? `max(${share * 100}%, 2px)` : 0 }}
      />
    </span>
  );
}

/** The next of 2, 4, 10, 20, 40, 100 …, so that half of it is a round number as well. */
function niceTop(max: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(max, 1)));
  return [1, 2, 4, 10].map((step) => step * size).find((top) => top >= max && top >= 2) ?? 10 * size;
}
