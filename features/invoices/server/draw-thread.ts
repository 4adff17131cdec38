import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import type { InvoiceDocument } from "../contract.ts";
import { renderInvoice } from "./render-invoice.ts";

export type Drawing = { id: number; document: InvoiceDocument };
export type Drawn = { id: number; pdf: Uint8Array } | { id: number; failed: unknown };

/** Runs on a thread of its own, see draw-invoice.ts: one drawing after the other. */
giveWay();
let last: Promise<void> = Promise.resolve();
parentPort!.on("message", (drawing: Drawing) => {
  last = last.then(() => draw(drawing));
});

/** Linux reads this as the priority of the calling thread: those who wait for an answer come first. */
function giveWay(): void {
  try {
    if (process.platform === "linux") setPriority(10);
  } catch {
    // Not every system lets it.
  }
}

async function draw({ id, document }: Drawing): Promise<void> {
  const drawn: Drawn = await renderInvoice(document).then(
    (pdf) => ({ id, pdf }),
    (failed: unknown) => ({ id, failed }),
  );
  parentPort!.postMessage(drawn);
}
