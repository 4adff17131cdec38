/** So many streams one browser holds at most: over HTTP/1.1 it has six connections to a server, and calls need some. */
const streamsMax = 3;

/** Whether tabs of this browser can share: on plain HTTP at another name than this machine's they cannot. */
export const canShare = (): boolean => "locks" in navigator && typeof BroadcastChannel !== "undefined";

/** Runs something in one tab of this browser at a time: when that closes, the next one's turn comes. */
export async function asOnlyTab(name: string, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  await navigator.locks.request(name, { signal }, run).catch(ignoreAbort(signal));
}

/** Runs something that holds a stream as soon as this browser has few enough of them. */
export async function asOneOfFew(signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  for (let place = 0; place < streamsMax; place += 1) {
    const isDone = await navigator.locks.request(nameOf(place), { ifAvailable: true }, async (lock) => {
      if (lock) await run();
      return lock !== null;
    });
    if (isDone) return;
  }
  await asOnlyTab(nameOf(Math.floor(Math.random() * streamsMax)), signal, run);
}

const nameOf = (place: number) => `stream ${place}`;

function ignoreAbort(signal: AbortSignal) {
  return (error: unknown) => {
    if (!signal.aborted) throw error;
  };
}
