import type { ReactNode } from "react";
import { t } from "../messages.ts";
import { cn } from "./cn.ts";
import { formatDate } from "./format.ts";

/** How far a search went, as the API tells it. */
type Reach = { left_out: string[]; searched_from: string | null; indexing: boolean };

/**
 * Says what of a search was left out: words beyond the eight that are looked for, and older records.
 *
 * @param older where older records are not searchable yet: "Older entries are still being made searchable. …"
 * @param frequent where the words are in too many records to search them all
 * @param further leads on where older records were not looked through
 */
export function SearchNote({
  reach,
  older,
  frequent,
  further,
  className,
}: {
  reach: Reach;
  older: (from: string) => string;
  frequent: (from: string) => string;
  further?: ReactNode;
  className?: string;
}) {
  const { left_out: leftOut, searched_from: from, indexing } = reach;
  if (leftOut.length === 0 && from === null) return null;
  return (
    <div role="status" className={cn("flex flex-col gap-1 text-sm text-soft", className)}>
      {leftOut.length > 0 && (
        <p className="[overflow-wrap:anywhere]">{t("searchNote.leftOut", { words: leftOut.map((word) => `“${word}”`).join(", ") })}</p>
      )}
      {from !== null && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
          {indexing ? older(formatDate(from)) : frequent(formatDate(from))}
          {!indexing && further}
        </p>
      )}
    </div>
  );
}
