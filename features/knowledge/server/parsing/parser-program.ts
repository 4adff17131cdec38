import type { TextPassage } from "../chunk-text.ts";
import type { RefusalCode } from "../refusals.ts";
import { Unreadable } from "./block.ts";
import type { CleanImage } from "./clean-image.ts";
import type { PageFacts } from "./page-facts.ts";
import { parseFile, type Content } from "./parse-file.ts";

/** What a parser is asked: to read a file, to draw a page of a PDF, or to re-encode an image. */
export type ParseTask = Omit<Content, "bytes"> | { draw: number } | { kind: "image" };
/** It comes as a line of JSON, then the bytes of the file. */
export type ParseHeader = ParseTask & { sizeBytes: number };
/** What it says, a line of JSON each, until it has said `done` or `failed`. `memoryBytes`: what the process holds now. */
export type ParseMessage =
  | { type: "progress"; percent: number }
  | { type: "passages"; passages: TextPassage[] }
  | { type: "picture"; png: string | null; memoryBytes: number }
  | { type: "image"; image: (Omit<CleanImage, "bytes"> & { base64: string }) | null; memoryBytes: number }
  | { type: "done"; title: string | null; warnings: string[]; page?: PageFacts; memoryBytes: number }
  | { type: "failed"; code: RefusalCode };

/** Small enough that reading one does not hold up the server's event loop. */
const passagesPerMessage = 200;

/** A program: reads one file after the other from its input, and ends with it. */
for await (const { task, bytes } of filesOf(process.stdin)) {
  try {
    if ("draw" in task) {
      const png = await (await import("./pdf/draw-page.ts")).drawPage(bytes, task.draw);
      await say({ type: "picture", png: png && base64Of(png), memoryBytes: process.memoryUsage.rss() });
      continue;
    }
    if (task.kind === "image") {
      const made = await (await import("./clean-image.ts")).cleanImage(bytes);
      const image = made && { width: made.width, height: made.height, base64: base64Of(made.bytes) };
      await say({ type: "image", image, memoryBytes: process.memoryUsage.rss() });
      continue;
    }
    const { passages, ...said } = await parseFile(task.kind, bytes, (percent) => void say({ type: "progress", percent }), task.page);
    for (let at = 0; at < passages.length; at += passagesPerMessage)
      await say({ type: "passages", passages: passages.slice(at, at + passagesPerMessage) });
    await say({ type: "done", ...said, memoryBytes: process.memoryUsage.rss() });
  } catch (error) {
    // What a parser throws of its own tells of a file that it did not expect.
    await say({ type: "failed", code: error instanceof Unreadable ? error.code : "corrupt" });
  }
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

async function* filesOf(input: AsyncIterable<Buffer>): AsyncGenerator<{ task: ParseTask; bytes: Uint8Array }> {
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
    const task: ParseTask = header;
    [header, parts, length] = [null, [], 0];
    yield { task, bytes };
  }
}

/** Resolves once it is on its way, so that no more of a document is kept as JSON than the server takes. */
function say(message: ParseMessage): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve()));
}
