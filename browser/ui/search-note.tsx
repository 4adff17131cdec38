import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { formatDate } from "./format.ts";

/** How far a search went, as the API tells it. */
type Reach = { left_out: string[]; searched_from: string | null; indexing: boolean };

/**
 * Says what of a search was left out: words beyond the eight that are looked for, and older records.
 *
 * @param what the records, such as "entries"
 * @param further leads on where older records were not looked through
 */
export function SearchNote({ reach, what, further, className }: { reach: Reach; what: string; further?: ReactNode; className?: string }) {
  const { left_out: leftOut, searched_from: from, indexing } = reach;
  if (leftOut.length === 0 && from === null) return null;
  return (
    <div role="status" className={cn("flex flex-col gap-1 text-sm text-soft", className)}>
      {leftOut.length > 0 && (
        <p className="[overflow-wrap:anywhere]">
          At most eight words are searched for. Left out: {leftOut.map((word) => `“${word}”`).join(", ")}.
        </p>
      )}
      {from !== null && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
          {indexing
            ? `Older ${what} are still being made searchable. For now the search goes back to ${formatDate(from)}.`
            : `Every word is in very many ${what}, so the newest were searched, back to ${formatDate(from)}.`}
          {!indexing && further}
        </p>
      )}
    </div>
  );
}
