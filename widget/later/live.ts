import type { VisitorMessages } from "#features/conversations/contract.ts";
import type { StreamEvent } from "../asking/event-stream.ts";
import { Refusal } from "../visitor-api.ts";

/** What is heard of a conversation: an event of its stream, or all of it, where the stream could not be had. */
export type Heard = StreamEvent | { history: VisitorMessages };
/** `live`: the chat is seen; `slow`: its page is, and a person may write; `off`: nobody looks. */
export type Attention = "live" | "slow" | "off";
type LiveOptions = {
  /** Names the conversation among the tabs of this browser. */
  name: string;
  /** Resolves once the stream stands. */
  connect(lastId: string | undefined, signal: AbortSignal): Promise<AsyncIterable<StreamEvent>>;
  read(): Promise<VisitorMessages>;
  /** Whether a person has the conversation or is waited for. */
  isInPlay(): boolean;
  hear(heard: Heard): void;
};

/** A lock that is free is had by then. */
const lockMs = 250;
const slowMs = 15_000;
const pollMs = 4_000;
const againMsMax = 30_000;
/** After the stream was refused it is not asked for again so soon; until then the messages are read. */
const refusedMs = { missing: 600_000, other: 60_000 };

/**
 * Hears what is said in a conversation while somebody looks. Of several tabs one holds the stream and tells the others, as
 * far as the browser lets them find each other: on pages without TLS each has its own.
 */
export function openLive({ name, connect, read, isInPlay, hear }: LiveOptions): { attend(attention: Attention): void } {
  let attention: Attention = "off";
  let running = new AbortController();
  let lastId: string | undefined;
  let channel: BroadcastChannel | undefined;

  function note(heard: Heard): void {
    if ("id" in heard && heard.id) lastId = heard.id;
    hear(heard);
  }
  function tell(heard: Heard): void {
    note(heard);
    channel?.postMessage(heard);
  }
  const readAll = async () => tell({ history: await read() });

  async function follow(signal: AbortSignal): Promise<void> {
    let failures = 0;
    let refusedUntil = 0;
    const isPolling = () => attention === "slow" || Date.now() < refusedUntil;

    async function listen(): Promise<void> {
      const events = await connect(lastId, signal).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        refusedUntil = Date.now() + refusedMs[error.status === 404 ? "missing" : "other"];
      });
      // What was missed: the stream continues by itself only from where it has said that it was.
      if (!events || !lastId) await readAll();
      for await (const event of events ?? []) {
        if (signal.aborted) return;
        failures = 0;
        if (event.event !== "reset") tell(event);
        else {
          lastId = undefined;
          await readAll();
        }
      }
    }

    while (!signal.aborted) {
      try {
        if (!isPolling()) await listen();
        else if (isInPlay()) await readAll();
      } catch (error) {
        if (error instanceof Refusal && (error.status === 401 || error.status === 404)) return;
      }
      const ms = attention === "slow" ? slowMs : isPolling() ? pollMs : Math.min(againMsMax, 500 * 2 ** failures++);
      // Not all at once after an outage.
      await sleep(ms * (0.75 + Math.random() / 2), signal);
    }
  }

  return {
    attend(next) {
      if (next === attention) return;
      attention = next;
      running.abort();
      running = new AbortController();
      const { signal } = running;
      channel?.close();
      channel = undefined;
      if (next === "off") return;
      if ("BroadcastChannel" in globalThis) {
        channel = new BroadcastChannel(name);
        channel.addEventListener("message", ({ data }: MessageEvent<Heard>) => note(data));
      }
      if (!navigator.locks) return void follow(signal);
      let holds = false;
      const hold = () => {
        holds = true;
        return follow(signal);
      };
      navigator.locks.request(`${name} ${next}`, { signal }, hold).catch(() => {});
      // A tab that waits for another one has still missed what was said before.
      void sleep(lockMs, signal).then(async () => {
        if (holds || signal.aborted) return;
        await read().then(
          (history) => note({ history }),
          () => {},
        );
      });
    },
  };
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  // An event that has passed is heard no more.
  if (signal.aborted) return;
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
