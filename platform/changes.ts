import { AsyncLocalStorage } from "node:async_hooks";

/** Tells, within this process, that something of an organization has changed. What other processes change is not heard. */
export type Changes = {
  /** After the commit. Listeners hear one after the other, so that a thousand of them never take the whole pool. */
  tell(organizationId: string): void;
  /** @returns ends the listening */
  listen(organizationId: string, hear: () => Promise<void>): () => void;
  /** How often listeners look by themselves, for what was changed elsewhere. */
  lookEveryMs: number;
};

export function openChanges(lookEveryMs = 30_000): Changes {
  const listeners = new Map<string, Set<() => Promise<void>>>();
  const telling = new Map<string, { again: boolean }>();
  // The caller may be in a transaction of its own, which is nothing to those who hear.
  const outside = AsyncLocalStorage.snapshot();

  async function tellAll(organizationId: string): Promise<void> {
    const round = { again: true };
    telling.set(organizationId, round);
    while (round.again) {
      round.again = false;
      for (const hear of listeners.get(organizationId) ?? []) await hear().catch(() => {});
    }
    telling.delete(organizationId);
  }

  return {
    tell(organizationId) {
      const round = telling.get(organizationId);
      if (round) round.again = true;
      else if (listeners.has(organizationId)) void outside(() => tellAll(organizationId));
    },
    listen(organizationId, hear) {
      const mine = listeners.get(organizationId) ?? new Set();
      listeners.set(organizationId, mine.add(hear));
      return () => {
        mine.delete(hear);
        if (mine.size === 0 && listeners.get(organizationId) === mine) listeners.delete(organizationId);
      };
    },
    lookEveryMs,
  };
}
