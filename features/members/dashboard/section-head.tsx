import type { ReactNode } from "react";

/** The head of one of several lists on a page. */
export function SectionHead({ children }: { children: ReactNode }) {
  return <h2 className="mb-2 text-base font-semibold">{children}</h2>;
}
