/**
 * fetch for OpenAI-compatible endpoints. A stream that ends without `[DONE]` or a finish reason was cut by something in
 * between, and the SDK would take the half for the whole; here it ends with an error.
 */
export const wholeStreamFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const isStream = response.headers.get("content-type")?.includes("text/event-stream");
  if (!response.ok || !response.body || !isStream) return response;
  return new Response(response.body.pipeThrough(endChecker()), { status: response.status, headers: response.headers });
};

const endMark = /\[DONE\]|"finish_reason"\s*:\s*"/;
const markLengthMax = 40;

function endChecker(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
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
