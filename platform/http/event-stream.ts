import type { AppError } from "../errors.ts";

const heartbeatMs = 10_000;

export type EventStream = {
  /** Hands one event to the caller; nothing once the stream has ended. */
  send(event: string, data: unknown): void;
  /** Aborts when the caller has gone, and with the refusal where they may no longer stay. */
  signal: AbortSignal;
};

/**
 * Answers `text/event-stream` and runs `run` behind it. A comment goes out at once and then every ten seconds, so that
 * proxies neither hold the answer back nor close it.
 *
 * @param hungUp the request's own signal; the body's cancellation counts as well
 * @param refused aborts with the AppError that becomes the last event, `error`
 * @param run says by itself what failed; what it throws cuts the stream
 */
export function eventStream(
  { hungUp, refused }: { hungUp: AbortSignal; refused: AbortSignal },
  run: (stream: EventStream) => Promise<void>,
): Response {
  const encoder = new TextEncoder();
  const ended = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        if (!ended.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const send = (event: string, data: unknown) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
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
      run({ send, signal: ended.signal })
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
