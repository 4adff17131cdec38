import { setTimeout as sleep } from "node:timers/promises";
import { createTurns } from "#platform/turns.ts";

export type Pace = {
  /**
   * Asks a host: one request at a time, and so long after the last one ended.
   * @throws the signal's reason
   */
  inTurn<T>(host: string, intervalMs: number, signal: AbortSignal, ask: () => Promise<T>): Promise<T>;
  /** Leaves a host alone for so long from now. */
  holdHost(host: string, ms: number): void;
  /** Of how many hosts it is known when they may be asked again. */
  hostsKnown(): number;
};

/** @param hostsMax from so many on, those that may be asked again are forgotten */
export function createPace(hostsMax = 10_000): Pace {
  const turns = createTurns();
  /** When each host may be asked again. */
  const nextAt = new Map<string, number>();

  function holdHost(host: string, ms: number): void {
    nextAt.set(host, Math.max(nextAt.get(host) ?? 0, Date.now() + ms));
  }

  /** A host that nothing is held against says nothing. */
  function forgetIdle(): void {
    if (nextAt.size < hostsMax) return;
    const now = Date.now();
    for (const [host, at] of nextAt) if (at < now) nextAt.delete(host);
  }

  return {
    async inTurn(host, intervalMs, signal, ask) {
      forgetIdle();
      return turns(host, async () => {
        const waitMs = (nextAt.get(host) ?? 0) - Date.now();
        if (waitMs > 0) await sleep(waitMs, null, { signal }).catch(() => {});
        signal.throwIfAborted();
        try {
          return await ask();
        } finally {
          holdHost(host, intervalMs);
        }
      });
    },
    holdHost,
    hostsKnown: () => nextAt.size,
  };
}

/** All callers of this process are one to a host. */
export const { inTurn, holdHost } = createPace();
