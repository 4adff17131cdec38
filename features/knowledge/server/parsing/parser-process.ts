import { createInterface } from "node:readline";
import { startChild } from "#platform/child/start-child.ts";
import type { TextPassage } from "../chunk-text.ts";
import type { RefusalCode } from "../refusals.ts";
import type { CleanImage } from "./clean-image.ts";
import type { Content, ReadFile } from "./parse-file.ts";
import type { ParseMessage, ParseTask } from "./parser-program.ts";

/** A file's text, or why it has none. */
export type Parsed = ReadFile | { failed: RefusalCode };
/** The picture of a page as a PNG, null where there is no such page, or why it could not be drawn. */
export type Drawn = { picture: Uint8Array | null } | { failed: RefusalCode };
/** A re-encoded image, null where it has more pixels than are read, or why it could not be. */
export type Cleaned = { image: CleanImage | null } | { failed: RefusalCode };

/** A process that reads files, one at a time, within its limits. */
export type Parser = {
  /**
   * A process that ends before it has answered ran out of memory or crashed: `too_complex`.
   * @throws where no process can be started, which says nothing of the file
   */
  read(content: Content, onProgress: (percent: number) => void): Promise<Parsed>;
  /** Draws a page of a PDF; ends as `read` does. */
  draw(file: { bytes: Uint8Array; page: number }): Promise<Drawn>;
  /** Re-encodes an image; ends as `read` does. */
  clean(bytes: Uint8Array): Promise<Cleaned>;
  /** Whether another file may be given to it: it answered the last one, and holds little more than at its start. */
  isFresh(): boolean;
  /** An idle parser does not keep the server's process alive. */
  setIdle(idle: boolean): void;
  kill(): void;
};

/** What a parser may write about one file. */
const outputBytesMax = 20_000_000;
/** Of what a process may hold, the share beyond which it is not given another file. */
const grownShare = 0.45;
/** Where the watch ends it: between two looks a process grows. */
const watchedShare = 0.95;
/** The rest is for what lies outside of the heap: the bytes of the file, and of what is unpacked from it. */
const heapShare = 0.64;

/** As `nice` counts it. */
const priority = 10;

/** Starts a process that reads files. */
export function startParser(program: URL, memoryBytesMax: number): Parser {
  const heapMb = Math.round((memoryBytesMax * heapShare) / 1e6);
  const guarded = { memoryBytesMax: Math.round(memoryBytesMax * watchedShare), priority };
  const {
    process: child,
    ended,
    setIdle,
    kill,
  } = startChild(program, guarded, [`--max-old-space-size=${heapMb}`, "--max-semi-space-size=16"]);
  let answered = true;
  let memoryBytes = 0;
  let outputBytes = 0;
  child.stdout.on("data", (part: Buffer) => {
    outputBytes += part.length;
    if (outputBytes > outputBytesMax) kill();
  });
  const lines = createInterface({ input: child.stdout });
  const whyEnded = () => (outputBytes > outputBytesMax ? "too_much_text" : "too_complex");

  /** Resolves with the first thing that `take` makes of a message. */
  function ask<T>(
    asked: ParseTask,
    bytes: Uint8Array,
    take: (message: ParseMessage) => T | undefined,
  ): Promise<T | { failed: RefusalCode }> {
    answered = false;
    outputBytes = 0;
    child.stdin.write(`${JSON.stringify({ ...asked, sizeBytes: bytes.length })}\n`);
    child.stdin.write(bytes);
    return new Promise((resolve, reject) => {
      const end = (answer: T | { failed: RefusalCode }) => {
        lines.off("line", onLine);
        resolve(answer);
      };
      const onLine = (line: string) => {
        const message = readMessage(line);
        if (!message) return end({ failed: whyEnded() });
        if (message.type === "failed") return end({ failed: message.code });
        const taken = take(message);
        if (taken === undefined) return;
        answered = true;
        if ("memoryBytes" in message) memoryBytes = message.memoryBytes;
        end(taken);
      };
      lines.on("line", onLine);
      void ended.then((error) => {
        if (error) reject(error);
        end({ failed: whyEnded() });
      });
    });
  }

  return {
    read({ bytes, ...content }, onProgress) {
      const passages: TextPassage[] = [];
      return ask<Parsed>(content, bytes, (message) => {
        if (message.type === "progress") onProgress(message.percent);
        if (message.type === "passages") passages.push(...message.passages);
        if (message.type !== "done") return undefined;
        const { type: _, memoryBytes: __, ...read } = message;
        return { ...read, passages };
      });
    },
    draw: ({ bytes, page }) =>
      ask<Drawn>({ draw: page }, bytes, (message) =>
        message.type === "picture" ? { picture: message.png === null ? null : Buffer.from(message.png, "base64") } : undefined,
      ),
    clean: (bytes) =>
      ask<Cleaned>({ kind: "image" }, bytes, (message) => {
        if (message.type !== "image") return undefined;
        if (!message.image) return { image: null };
        const { base64, ...size } = message.image;
        return { image: { ...size, bytes: Buffer.from(base64, "base64") } };
      }),
    isFresh: () => answered && child.exitCode === null && child.signalCode === null && memoryBytes < memoryBytesMax * grownShare,
    setIdle,
    kill,
  };
}

/** Null for a line that is none of ours: the process was cut off, or is not itself any more. */
function readMessage(line: string): ParseMessage | null {
  try {
    return JSON.parse(line) as ParseMessage;
  } catch {
    return null;
  }
}
