/** Heartbeats come every ten seconds; after this long without one the connection is gone. */
const silenceMsMax = 35_000;

/** `id`: from where the stream can be continued, if it said so. */
export type StreamEvent = { event: string; data: string; id?: string };

/**
 * The events of a `text/event-stream` body as they come, comments and unfinished events left out. Throws where nothing,
 * not even a heartbeat, came for `silenceMs`: a network that went away cuts no connection.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>, silenceMs = silenceMsMax): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parse = createEventParser();
  try {
    for (;;) {
      const { done, value } = await within(silenceMs, reader.read());
      if (done) return;
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Takes the stream in pieces that may end anywhere, and gives the events that each piece completes. */
export function createEventParser(): (piece: string) => StreamEvent[] {
  let rest = "";
  let event = "";
  let id: string | undefined;
  let data: string[] = [];

  function takeLine(line: string): StreamEvent | null {
    if (line === "") {
      const complete = data.length > 0 ? { event: event || "message", data: data.join("\n"), id } : null;
      event = "";
      data = [];
      return complete;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event = value;
    if (field === "id") id = value;
    if (field === "data") data.push(value);
    return null;
  }

  return (piece) => {
    rest += piece;
    // A CR at the very end may be half of a CRLF: it waits for the next piece.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    return lines.map(takeLine).filter((complete) => complete !== null);
  };
}

async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("The stream fell silent.")), ms);
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
}
