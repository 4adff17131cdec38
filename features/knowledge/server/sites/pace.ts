import { setTimeout as sleep } from "node:timers/promises";

/** Of each host the last one in line, and when it may be asked again. All callers of this process are one to it. */
const hosts = new Map<string, { line: Promise<unknown>; nextAt: number }>();
const hostsMax = 10_000;

/**
 * Asks a host: one request at a time, and so long after the last one ended.
 * @throws the signal's reason
 */
export async function inTurn<T>(host: string, intervalMs: number, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  forgetIdle();
  const place = hosts.get(host) ?? { line: Promise.resolve(), nextAt: 0 };
  hosts.set(host, place);
  const turn = place.line.then(async () => {
    const waitMs = place.nextAt - Date.now();
    if (waitMs > 0) await sleep(waitMs, null, { signal }).catch(() => {});
    signal.throwIfAborted();
    try {
      return await ask();
    } finally {
      place.nextAt = Math.max(place.nextAt, Date.now() + intervalMs);
    }
  });
  place.line = turn.catch(() => {});
  return turn;
}

/** The host asked to be left alone for so long. */
export function holdHost(host: string, ms: number): void {
  const place = hosts.get(host);
  if (place) place.nextAt = Math.max(place.nextAt, Date.now() + ms);
}

function forgetIdle(): void {
  if (hosts.size < hostsMax) return;
  const now = Date.now();
  for (const [host, { nextAt }] of hosts) if (nextAt !== 0 && nextAt + 60_000 < now) hosts.delete(host);
}
