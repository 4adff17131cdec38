import type { TextPassage } from "../chunk-text.ts";
import type { RefusalCode } from "../refusals.ts";
import { Unreadable } from "./block.ts";
import type { PageFacts } from "./page-facts.ts";
import { parseFile, type Content } from "./parse-file.ts";

/** What a parser is asked: this as a line of JSON, then the bytes of the file. `draw`: the page of which it is asked for a picture. */
export type ParseHeader = Omit<Content, "bytes"> & { sizeBytes: number; draw?: number };
/** What it says, a line of JSON each, until it has said `done` or `failed`. `memoryBytes`: what the process holds now. */
export type ParseMessage =
  | { type: "progress"; percent: number }
  | { type: "passages"; passages: TextPassage[] }
  | { type: "picture"; png: string | null; memoryBytes: number }
  | { type: "done"; title: string | null; warnings: string[]; page?: PageFacts; memoryBytes: number }
  | { type: "failed"; code: RefusalCode };

/** Small enough that reading one does not hold up the server's event loop. */
const passagesPerMessage = 200;

/** A program: reads one file after the other from its input, and ends with it. */
for await (const { draw, ...content } of filesOf(process.stdin)) {
  try {
    if (draw !== undefined) {
      const png = await (await import("./pdf/draw-page.ts")).drawPage(content.bytes, draw);
      await say({ type: "picture", png: png && Buffer.from(png).toString("base64"), memoryBytes: process.memoryUsage.rss() });
      continue;
    }
    const { passages, ...said } = await parseFile(
      content.kind,
      content.bytes,
      (percent) => void say({ type: "progress", percent }),
      content.page,
    );
    for (let at = 0; at < passages.length; at += passagesPerMessage)
      await say({ type: "passages", passages: passages.slice(at, at + passagesPerMessage) });
    await say({ type: "done", ...said, memoryBytes: process.memoryUsage.rss() });
  } catch (error) {
    // What a parser throws of its own tells of a file that it did not expect.
    await say({ type: "failed", code: error instanceof Unreadable ? error.code : "corrupt" });
  }
}

async function* filesOf(input: AsyncIterable<Buffer>): AsyncGenerator<Content & { draw?: number }> {
  let parts: Buffer[] = [];
  let header: ParseHeader | null = null;
  let length = 0;
  for await (let part of input) {
    const lineEnd = header ? -1 : part.indexOf("\n");
    if (!header && lineEnd >= 0) {
      header = JSON.parse(Buffer.concat([...parts, part.subarray(0, lineEnd)]).toString()) as ParseHeader;
      [parts, length, part] = [[], 0, part.subarray(lineEnd + 1)];
    }
    parts.push(part);
    length += part.length;
    if (!header || length < header.sizeBytes) continue;
    const bytes = new Uint8Array(Buffer.concat(parts));
    const { sizeBytes: _, ...content } = header;
    [header, parts, length] = [null, [], 0];
    yield { ...content, bytes } as Content & { draw?: number };
  }
}

/** Resolves once it is on its way, so that no more of a document is kept as JSON than the server takes. */
function say(message: ParseMessage): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve()));
}
