import type { ReactNode } from "react";

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="rounded-[4px] border bg-surface px-1.5 font-sans text-xs text-soft">{children}</kbd>;
}
