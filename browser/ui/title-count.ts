import { useSyncExternalStore } from "react";

let count = 0;
const listeners = new Set<() => void>();

/** Sets the number before every title of this tab; 0 takes it away. */
export function setTitleCount(next: number): void {
  count = next;
  for (const listener of listeners) listener();
}

export function useTitleCount(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => count,
  );
}
