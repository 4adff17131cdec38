import { AsyncLocalStorage } from "node:async_hooks";
import { afterCommit } from "./database/transaction.ts";
import type { Listener } from "./events.ts";

/** What was begun in this process and stays open: streams, files, running jobs. Each can be asked whether it may stay. */
export type Doors = {
  /** Has the open doors of an organization asked, once what changes its rights is committed. */
  hear: Listener;
  /** @returns ends the watching */
  watch(organizationId: string, ask: () => Promise<void>): () => void;
  /** How often a door is asked by the clock, for what was changed in other processes. */
  lookEveryMs: number;
};

export function openDoors(lookEveryMs = 30_000): Doors {
  const open = new Map<string, Set<() => Promise<void>>>();
  const asking = new Map<string, { again: boolean }>();
  // The caller may stand in a transaction of its own, which is nothing to those who are asked.
  const outside = AsyncLocalStorage.snapshot();

  /** One after the other, so that a thousand of them never take the whole pool. */
  async function askAll(organizationId: string): Promise<void> {
    const round = { again: true };
    asking.set(organizationId, round);
    while (round.again) {
      round.again = false;
      for (const ask of open.get(organizationId) ?? []) await ask().catch(() => {});
    }
    asking.delete(organizationId);
  }

  function askSoon(organizationId: string): void {
    const round = asking.get(organizationId);
    if (round) round.again = true;
    else if (open.has(organizationId)) void outside(() => askAll(organizationId));
  }

  return {
    hear(event, db) {
      if (event.rights) afterCommit(db, () => askSoon(event.organization_id));
    },
    watch(organizationId, ask) {
      const mine = open.get(organizationId) ?? new Set();
      open.set(organizationId, mine.add(ask));
      return () => {
        mine.delete(ask);
        if (mine.size === 0 && open.get(organizationId) === mine) open.delete(organizationId);
      };
    },
    lookEveryMs,
  };
}
