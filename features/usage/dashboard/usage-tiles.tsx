import { translate } from "#browser/translate.ts";
import { cn } from "#browser/ui/cn.ts";
import { usageKindNames, usageKinds, type Usage, type UsageKind } from "../contract.ts";
import { compareWords, formatAmount, type Before } from "./usage-words.ts";

/** What was used of each kind, beside the period before: tiles, on a phone the rows of one card. */
export function UsageTiles({ usage, before }: { usage: Usage; before: Before | null }) {
  return (
    <dl className="max-sm:divide-y max-sm:rounded-lg max-sm:border max-sm:bg-surface sm:grid sm:grid-cols-2 sm:gap-4 lg:grid-cols-3">
      {usageKindNames.map((kind) => (
        <Tile
          key={kind}
          kind={kind}
          now={usage.totals[kind]}
          words={before && usage.previous && compareWords(kind, usage.totals[kind], usage.previous.totals[kind], before)}
        />
      ))}
    </dl>
  );
}

function Tile({ kind, now, words }: { kind: UsageKind; now: number; words: string | null }) {
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-x-3 px-4 py-2.5 sm:grid-cols-1 sm:rounded-lg sm:border sm:bg-surface sm:py-3.5 sm:shadow-sm">
      <dt className="font-medium sm:text-sm sm:font-normal sm:text-soft">{translate(usageKinds[kind].label)}</dt>
      <dd
        title={usageKinds[kind].unit === "bytes" ? undefined : String(now)}
        className={cn("row-span-2 text-xl font-semibold tabular-nums sm:row-span-1 sm:mt-1 sm:text-2xl", now === 0 && "text-soft")}
      >
        {formatAmount(kind, now)}
      </dd>
      {words !== null && <dd className="text-sm text-soft">{words}</dd>}
    </div>
  );
}
