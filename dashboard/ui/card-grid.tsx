import type { ReactNode } from "react";

/** Cards beside each other, as many as fit; each child is an `<li>`. A skeleton of cards stands in the same columns. */
export function CardGrid({ children }: { children: ReactNode }) {
  return <ul className={cardColumns}>{children}</ul>;
}

export const cardColumns = "grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3";
