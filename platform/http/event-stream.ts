import type { AppError } from "../errors.ts";

const heartbeatMs = 10_000;
/** How much may wait for a reader who does not keep up. Then the stream is cut: who can resume it does, and memory stays free. */
const waitingBytesMax = 256 * 1024;

export type SentEvent = { event: string; data: unknown; id?: string | undefined };

export type EventStream = {
  /**
   * Hands one event to the caller; nothing once the stream has ended.
   *
   * @param id from where on a caller who lost the stream resumes it, once they have this event
   */
  send(event: string, data: unknown, id?: string): void;
  /** Several at once, in one write. */
  sendAll(events: readonly SentEvent[]): void;
  /** Says from where on it is resumed, without an event. */
  mark(id: string): void;
  /** Aborts when the caller has gone or does not keep up, and with the refusal where they may no longer stay. */
  signal: AbortSignal;
};

/**
 * Answers `text/event-stream` and runs `run` behind it. A comment goes out at once and then every ten seconds, so that
 * proxies neither hold the answer back nor close it.
 *
 * @param hungUp the request's own signal; the body's cancellation counts as well
 * @param hangUp closes the caller's connection; null where there is none
 * @param refused aborts with the AppError that becomes the last event, `error`
 * @param run says by itself what failed; what it throws cuts the stream
 */
export function eventStream(
  { hungUp, hangUp, refused }: { hungUp: AbortSignal; hangUp: (() => void) | null; refused: AbortSignal },
  run: (stream: EventStream) => Promise<void>,
): Response {
  const encoder = new TextEncoder();
  const ended = new AbortController();
  const source = {
    start(controller: ReadableStreamDefaultController<Uint8Array>) {
      const write = (text: string) => {
        if (ended.signal.aborted) return;
        controller.enqueue(encoder.encode(text));
        if (controller.desiredSize! >= 0) return;
        ended.abort();
        // What waits is let go with the connection; a body that fails would be ended like a whole one.
        if (hangUp) hangUp();
        else controller.error(new Error("The reader of a stream does not keep up."));
      };
      const sendAll: EventStream["sendAll"] = (events) => {
        if (events.length > 0) write(events.map(linesOf).join(""));
      };
      const send: EventStream["send"] = (event, data, id) => sendAll([{ event, data, id }]);
      const leave = () => ended.abort();
      const refuse = () => {
        const { code, message } = refused.reason as AppError;
        send("error", { code, message });
        ended.abort(refused.reason);
        close(controller);
      };
      if (hungUp.aborted) leave();
      hungUp.addEventListener("abort", leave, { once: true });
      refused.addEventListener("abort", refuse, { once: true });
      write(": stream\n\n");
      const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatMs);
      run({ send, sendAll, mark: (id) => write(`${idLine(id)}\n`), signal: ended.signal })
        .then(
          () => close(controller),
          (error: unknown) => controller.error(error),
        )
        .finally(() => {
          clearInterval(heartbeat);
          hungUp.removeEventListener("abort", leave);
          refused.removeEventListener("abort", refuse);
        });
    },
    cancel() {
      ended.abort();
    },
  };
  const body = new ReadableStream<Uint8Array>(source, new ByteLengthQueuingStrategy({ highWaterMark: waitingBytesMax }));
  return new Response(body, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" },
  });
}

const linesOf = ({ event, data, id }: SentEvent) => `${idLine(id)}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
const idLine = (id: string | undefined) => (id === undefined ? "" : `id: ${id}\n`);

/** A stream whose reader has left is closed already, and says so by throwing. */
function close(controller: ReadableStreamDefaultController): void {
  try {
    controller.close();
  } catch {
    // Nobody is left to tell.
  }
}
