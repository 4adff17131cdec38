import type { ReactNode } from "react";

/** A part of the details, under its name; `note` says how many there are or where it comes from. */
export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2 border-b px-4 pt-3 pb-3.5 last:border-b-0">
      <header className="flex flex-wrap items-baseline justify-between gap-x-2">
        <h3 className="text-sm font-semibold">{title}</h3>
        {note !== undefined && <span className="text-xs text-soft">{note}</span>}
      </header>
      {children}
    </section>
  );
}
