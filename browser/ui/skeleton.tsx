import { t } from "../messages.ts";
import { cardColumns } from "./card-grid.tsx";
import { cn } from "./cn.ts";

/** A grey shape of what is coming; give it that size. It appears after 150 ms, so that quick answers do not flicker. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block animate-appear rounded-sm bg-hover", className)} />;
}

/** The shape of a table or list that is coming. */
export function SkeletonRows({ rows = 4 }: { rows?: number }) {
  return (
    <output aria-label={t("skeleton.loading")} className="block animate-appear divide-y rounded-lg border bg-surface">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className="flex h-14 items-center gap-4 px-4">
          <Skeleton className="h-3.5 w-1/3" />
          <Skeleton className="ml-auto h-3.5 w-20" />
        </span>
      ))}
    </output>
  );
}

/** The shape of cards that are coming, in the columns of CardGrid. */
export function SkeletonCards({ cards = 3 }: { cards?: number }) {
  return (
    <output aria-label={t("skeleton.loading")} className={cn(cardColumns, "animate-appear")}>
      {Array.from({ length: cards }, (_, index) => (
        <span key={index} className="flex h-28 flex-col gap-3 rounded-lg border bg-surface p-4">
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-3.5 w-4/5" />
          <Skeleton className="mt-auto h-3.5 w-1/3" />
        </span>
      ))}
    </output>
  );
}
