import { errorOfAnswer, unreachable } from "../api-error.ts";

/** One block of a stream of events. */
export type StreamBlock = { id: string | null; event: string | null; data: unknown };

/** The server shows every ten seconds that a stream is alive. */
const silenceMsMax = 35_000;

/**
 * Reads a stream of events until it ends. By fetch rather than EventSource, which cannot tell a refusal from a broken line.
 *
 * @throws ApiError where it is refused or cannot be reached, and what the browser throws where it breaks off
 */
export async function readStream(
  path: string,
  {
    lastId,
    signal,
    onOpen,
    hear,
  }: { lastId: string | undefined; signal: AbortSignal; onOpen: () => void; hear: (block: StreamBlock) => void },
): Promise<void> {
  const silent = new AbortController();
  const both = AbortSignal.any([signal, silent.signal]);
  let timer = setTimeout(() => silent.abort(), silenceMsMax);
  try {
    const headers: Record<string, string> = lastId === undefined ? {} : { "Last-Event-ID": lastId };
    const response = await fetch(path, { headers, signal: both }).catch((error: unknown) => {
      throw unreachable(error);
    });
    if (!response.ok || !response.body) {
      throw errorOfAnswer(response.status, await response.json().catch(() => null), response.headers.get("Retry-After"));
    }
    onOpen();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), silenceMsMax);
      const blocks = (rest + part.value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) hear(readBlock(block));
    }
  } finally {
    clearTimeout(timer);
  }
}

function readBlock(block: string): StreamBlock {
  const lines = block.split("\n");
  const value = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? null;
  const data = value("data");
  return { id: value("id"), event: value("event"), data: data === null ? null : JSON.parse(data) };
}
