import { useState } from "react";

/** Rows of a list that are ticked, for doing one thing with all of them. What the list no longer shows is not among them. */
export type Choice<Row> = {
  chosen: readonly Row[];
  /** Rows that can be ticked at all. */
  choosable: readonly Row[];
  toggle(row: Row): void;
  /** Ticks all that can be, or none where all are. */
  toggleAll(): void;
  clear(): void;
};

export function useChoice<Row extends { id: string }>(rows: readonly Row[], may: (row: Row) => boolean = () => true): Choice<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const choosable = rows.filter(may);
  const chosen = choosable.filter(({ id }) => ids.has(id));
  return {
    chosen,
    choosable,
    toggle: ({ id }) => setIds(ids.has(id) ? new Set([...ids].filter((other) => other !== id)) : new Set([...ids, id])),
    toggleAll: () => setIds(new Set(chosen.length === choosable.length ? [] : choosable.map(({ id }) => id))),
    clear: () => setIds(new Set()),
  };
}
