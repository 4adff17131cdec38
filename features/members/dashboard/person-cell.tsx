import type { ReactNode } from "react";
import { Initials } from "#browser/ui/initials.tsx";

/** Somebody in a list: initials, name or address, and what is below it. */
export function PersonCell({ name, note, below }: { name: string; note?: string; below: ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-2.5 py-0.5">
      <Initials name={name} look="person" size="medium" />
      <div className="min-w-0">
        <div className="line-clamp-2 font-medium [overflow-wrap:anywhere]">
          {name}
          {note && <span className="font-normal text-soft"> {note}</span>}
        </div>
        <div className="text-sm text-soft max-md:truncate md:[overflow-wrap:anywhere]">{below}</div>
      </div>
    </div>
  );
}
