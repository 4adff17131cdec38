import { Worker } from "node:worker_threads";
import type { InvoiceDocument } from "../contract.ts";
import type { Drawing, Drawn } from "./draw-thread.ts";

/** How long the thread waits for another invoice before it ends and gives its memory back. */
const idleMs = 30_000;

type Waiting = { resolve(pdf: Buffer): void; reject(reason: unknown): void };
type Thread = { worker: Worker; waiting: Map<number, Waiting>; idle: NodeJS.Timeout };

let thread: Thread | null = null;
let drawings = 0;

/**
 * An invoice as a PDF, drawn on a thread of its own: shaping and subsetting fonts takes a processor for a while, during which
 * the event loop answers others. The same document gives the same bytes, see `renderInvoice`.
 */
export function drawInvoice(document: InvoiceDocument): Promise<Buffer> {
  thread ??= start();
  const { worker, waiting, idle } = thread;
  idle.refresh();
  const drawing: Drawing = { id: (drawings += 1), document };
  return new Promise((resolve, reject) => {
    waiting.set(drawing.id, { resolve, reject });
    // While somebody waits, the process stays for the answer.
    worker.ref();
    worker.postMessage(drawing);
  });
}

function start(): Thread {
  const worker = new Worker(new URL("draw-thread.ts", import.meta.url), { execArgv: [] });
  const waiting: Thread["waiting"] = new Map();
  const idle = setTimeout(() => {
    if (waiting.size > 0) idle.refresh();
    else end();
  }, idleMs).unref();
  const started: Thread = { worker, waiting, idle };
  worker.on("message", (drawn: Drawn) => {
    const asked = waiting.get(drawn.id);
    waiting.delete(drawn.id);
    if (waiting.size === 0) worker.unref();
    if ("pdf" in drawn) asked?.resolve(Buffer.from(drawn.pdf));
    else asked?.reject(drawn.failed);
  });
  worker.on("error", (error) => end(error));
  worker.on("exit", () => end());
  return started;

  /** What it has not drawn fails; the next drawing starts another. */
  function end(reason: unknown = new Error("The thread that draws invoices ended.")): void {
    if (thread === started) thread = null;
    clearTimeout(idle);
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
    void worker.terminate();
  }
}
