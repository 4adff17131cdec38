import { setTimeout as sleep } from "node:timers/promises";
import { createTurns } from "#platform/turns.ts";

/** All callers of this process are one to a host. */
const turns = createTurns();
/** When each host may be asked again. */
const nextAt = new Map<string, number>();
const hostsMax = 10_000;

/**
 * Asks a host: one request at a time, and so long after the last one ended.
 * @throws the signal's reason
 */
export async function inTurn<T>(host: string, intervalMs: number, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
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
}

/** Leaves a host alone for so long from now. */
export function holdHost(host: string, ms: number): void {
  nextAt.set(host, Math.max(nextAt.get(host) ?? 0, Date.now() + ms));
}

function forgetIdle(): void {
  if (nextAt.size < hostsMax) return;
  const now = Date.now();
  for (const [host, at] of nextAt) if (at + 60_000 < now) nextAt.delete(host);
}
