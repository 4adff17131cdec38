import { parentPort } from "node:worker_threads";
import type { TextPassage } from "../chunk-text.ts";
import type { FileKind } from "../file-type.ts";
import type { RefusalCode } from "../refusals.ts";
import { Unreadable } from "./block.ts";
import { parseFile } from "./parse-file.ts";

/** What a thread is asked, and what it says until it has said `done` or `failed`. */
export type ParseRequest = { kind: FileKind; bytes: Uint8Array };
export type ParseMessage =
  | { type: "progress"; percent: number }
  | { type: "passages"; passages: TextPassage[] }
  | { type: "done"; title: string | null }
  | { type: "failed"; code: RefusalCode };

/** Small enough that taking one off the wire does not hold up the main thread. */
const passagesPerMessage = 200;

parentPort?.on("message", async ({ kind, bytes }: ParseRequest) => {
  const say = (message: ParseMessage) => parentPort?.postMessage(message);
  try {
    const { title, passages } = await parseFile(kind, bytes, (percent) => say({ type: "progress", percent }));
    for (let at = 0; at < passages.length; at += passagesPerMessage)
      say({ type: "passages", passages: passages.slice(at, at + passagesPerMessage) });
    say({ type: "done", title });
  } catch (error) {
    // What a parser throws of its own tells of a file that it did not expect.
    say({ type: "failed", code: error instanceof Unreadable ? error.code : "corrupt" });
  }
});
