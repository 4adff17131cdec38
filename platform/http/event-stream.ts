const heartbeatMs = 10_000;

export type EventStream = {
  /** Hands one event to the caller; nothing once he has gone. */
  send(event: string, data: unknown): void;
  /** Aborts when the caller has gone. */
  signal: AbortSignal;
};

/**
 * Answers `text/event-stream` and runs `run` behind it. A comment goes out at once and then every ten seconds, so that
 * proxies neither hold the answer back nor close it.
 *
 * @param hungUp the request's own signal; the body's cancellation counts as well
 * @param run says by itself what failed; what it throws cuts the stream
 */
export function eventStream(hungUp: AbortSignal, run: (stream: EventStream) => Promise<void>): Response {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const leave = () => gone.abort();
      if (hungUp.aborted) leave();
      hungUp.addEventListener("abort", leave, { once: true });
      write(": stream\n\n");
      const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatMs);
      const send = (event: string, data: unknown) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      run({ send, signal: gone.signal })
        .then(
          () => close(controller),
          (error: unknown) => controller.error(error),
        )
        .finally(() => {
          clearInterval(heartbeat);
          hungUp.removeEventListener("abort", leave);
        });
    },
    cancel() {
      gone.abort();
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" },
  });
}

/** A stream whose reader has left is closed already, and says so by throwing. */
function close(controller: ReadableStreamDefaultController): void {
  try {
    controller.close();
  } catch {
    // Nobody is left to tell.
  }
}
