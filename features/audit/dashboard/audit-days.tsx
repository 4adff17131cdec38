import { formatLongDay } from "#browser/ui/format.ts";
import type { AuditEntry } from "../contract.ts";
import { AuditRow } from "./audit-row.tsx";

/** Entries by the day on which they were written, where the reader is. */
export function AuditDays({ entries }: { entries: readonly AuditEntry[] }) {
  const days = Map.groupBy(entries, ({ created_at }) => new Date(created_at).toDateString());
  return (
    <div className="flex flex-col gap-6">
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={formatLongDay(ofDay[0]!.created_at)}>
          <h2 className="mb-2 text-sm font-medium text-soft">{formatLongDay(ofDay[0]!.created_at)}</h2>
          <ul className="divide-y overflow-hidden rounded-lg border bg-surface">
            {ofDay.map((entry) => (
              <AuditRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
