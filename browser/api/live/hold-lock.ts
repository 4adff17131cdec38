/** So many streams of a kind one browser holds at most: over HTTP/1.1 it has six connections to a server, and calls need some. */
const streamsMax = { events: 3, answer: 1 };
type Kind = keyof typeof streamsMax;

/** Whether tabs of this browser can share: on plain HTTP at another name than this machine's they cannot. */
export const canShare = (): boolean => "locks" in navigator && typeof BroadcastChannel !== "undefined";

/** Runs something in one tab of this browser at a time: when that closes, the next one's turn comes. */
export async function asOnlyTab(name: string, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  await navigator.locks.request(name, { signal }, run).catch(ignoreAbort(signal));
}

/** Runs something that holds a stream as soon as this browser has few enough of its kind. */
export async function asOneOfFew(kind: Kind, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  for (let place = 0; place < streamsMax[kind]; place += 1) {
    const isDone = await navigator.locks.request(nameOf(kind, place), { ifAvailable: true }, async (lock) => {
      if (lock) await run();
      return lock !== null;
    });
    if (isDone) return;
  }
  await asOnlyTab(nameOf(kind, Math.floor(Math.random() * streamsMax[kind])), signal, run);
}

const nameOf = (kind: Kind, place: number) => `stream of ${kind} ${place}`;

function ignoreAbort(signal: AbortSignal) {
  return (error: unknown) => {
    if (!signal.aborted) throw error;
  };
}
