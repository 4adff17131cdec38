/** What each protocol says last, on the wire. */
export const endMarks = {
  openai: /\[DONE\]|"finish_reason"\s*:\s*"/,
  anthropic: /message_stop/,
  google: /"finishReason"/,
} as const;

const markLengthMax = 40;

/**
 * fetch for streams of a model. One that ends without its end mark was cut by something in between, and the SDK would
 * take the half for the whole; here it ends with an error.
 */
export function wholeStreamFetch(endMark: RegExp, ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await ask(input, init);
    if (response.ok && response.headers.get("content-type")?.includes("text/html")) {
      await response.body?.cancel();
      throw new Error("A web page answered in place of the model.");
    }
    const isStream = response.headers.get("content-type")?.includes("text/event-stream");
    if (!response.ok || !response.body || !isStream) return response;
    return new Response(response.body.pipeThrough(endChecker(endMark)), { status: response.status, headers: response.headers });
  };
}

function endChecker(endMark: RegExp): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  const decoder = new TextDecoder();
  let tail = "";
  let ended = false;
  return new TransformStream({
    transform(chunk, controller) {
      if (!ended) {
        tail += decoder.decode(chunk, { stream: true });
        ended = endMark.test(tail);
        tail = tail.slice(-markLengthMax);
      }
      controller.enqueue(chunk);
    },
    flush() {
      if (!ended) throw new Error("The model's answer was cut before its end.");
    },
  });
}
