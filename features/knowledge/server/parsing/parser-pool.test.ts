import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, test } from "vitest";
import { makePdf } from "#testing/documents.ts";
import { createParserPool } from "./parser-pool.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const never = new AbortController().signal;
const thread = (code: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { ${code} });`)}`,
  );

test.each([
  ["loops for ever", "for (;;);"],
  ["ends its thread", "process.exit(3);"],
  ["throws outside of everything", "setTimeout(() => { throw new Error('lost'); });"],
  ["eats all memory", "const all = []; for (;;) all.push(new Array(100_000).fill(Math.random()));"],
])("a parser that %s ends its thread only, and the next file gets a fresh one", async (_name, code) => {
  const pool = createParserPool(thread(code), { timeoutMs: 1_500, heapMb: 64, threads: 1 });
  for (let round = 0; round < 2; round += 1) {
    expect(await pool.parse({ kind: "text", bytes: bytesOf("x") }, { signal: never })).toEqual({ failed: "too_complex" });
  }
});

test("an abort ends the thread and rejects with its reason", async () => {
  const pool = createParserPool(thread("for (;;);"), { threads: 1 });
  const abort = new AbortController();
  const parsing = pool.parse({ kind: "text", bytes: bytesOf("x") }, { signal: abort.signal });
  abort.abort(new Error("shutting down"));
  await expect(parsing).rejects.toThrow("shutting down");
});

test("one thread reads file after file, and progress is told", async () => {
  const pool = createParserPool(undefined, { threads: 1 });
  const told: number[] = [];
  const pages = Array.from({ length: 5 }, (_, index) => [`${["Apples", "Pears", "Plums", "Figs", "Dates"][index]} are sold by weight.`]);
  const files = [
    pool.parse({ kind: "pdf", bytes: new Uint8Array(makePdf(pages)) }, { signal: never, onProgress: (percent) => told.push(percent) }),
    pool.parse({ kind: "markdown", bytes: bytesOf("# Title\n\nBody.") }, { signal: never }),
  ];
  const [pdf, markdown] = await Promise.all(files);
  expect(pdf).toMatchObject({
    title: null,
    passages: [
      {
        headings: [],
        text: "Apples are sold by weight.\n\nPears are sold by weight.\n\nPlums are sold by weight.\n\nFigs are sold by weight.\n\nDates are sold by weight.",
      },
    ],
  });
  expect(markdown).toEqual({ title: "Title", passages: [{ headings: [], text: "Body." }] });
  expect(told).toEqual([20, 40, 60, 80, 100]);
});

test("the main thread stays free while a 10 MB PDF is read", async () => {
  const pool = createParserPool();
  const line = "The quick brown fox jumps over the lazy dog and sleeps in the sun until the evening comes.";
  const bytes = new Uint8Array(makePdf(Array.from({ length: 1_500 }, () => Array.from({ length: 52 }, (_, index) => `${index} ${line}`))));
  expect(bytes.length).toBeGreaterThan(9_000_000);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const parsed = await pool.parse({ kind: "pdf", bytes }, { signal: never });
  delay.disable();
  expect(parsed).not.toHaveProperty("failed");
  expect(delay.percentile(99) / 1e6).toBeLessThan(50);
}, 60_000);
