/**
 * The same answer, whose body is broken off as soon as its reader may have no more of it. What arrived is then no
 * complete answer: the connection is closed in the middle of it, and no end is written.
 *
 * @param refused aborts with the reason
 * @param hangUp closes the connection; where there is none, the body fails instead
 * @param onEnd is called once, with what went wrong if something did
 */
export function cutOffBody(
  response: Response,
  { refused, hangUp, onEnd }: { refused: AbortSignal; hangUp: (() => void) | null; onEnd(failure?: unknown): void },
): Response {
  const reader = response.body!.getReader();
  let isOver = false;

  function end(failure?: unknown): void {
    isOver = true;
    refused.removeEventListener("abort", cut);
    onEnd(failure);
  }
  function breakOff(controller: ReadableStreamDefaultController, reason: unknown): void {
    if (!hangUp) return controller.error(reason);
    // A body that fails is ended like a whole one by the server, after the words of the failure.
    hangUp();
    controller.close();
  }
  let cut = () => {};

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        cut = () => {
          if (isOver) return;
          end();
          breakOff(controller, refused.reason);
          reader.cancel(refused.reason).catch(() => {});
        };
        if (refused.aborted) cut();
        else refused.addEventListener("abort", cut, { once: true });
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (isOver) return;
          if (!done) return controller.enqueue(value);
          end();
          controller.close();
        } catch (error) {
          if (isOver) return;
          end(error);
          breakOff(controller, error);
        }
      },
      async cancel(reason) {
        if (!isOver) end();
        await reader.cancel(reason);
      },
    },
    // Nothing is read ahead of who takes it.
    { highWaterMark: 0 },
  );
  return new Response(body, response);
}
