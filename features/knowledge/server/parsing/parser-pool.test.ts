import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makePdf } from "#testing/documents.ts";
import { spacesPdf, stringPdf, textOperatorsPdf } from "#testing/hostile-files.ts";
import { isAlive } from "#platform/database/embedded/directories.ts";
import { parserPlaces } from "./parser-places.ts";
import { createParserPool, type ParserPool, type ParseTask } from "./parser-pool.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const never = new AbortController().signal;
const free = { take: async () => () => {} };
const taken = { take: async () => null };
const text = { kind: "text", bytes: bytesOf("x") } as const;

const parse = (pool: ParserPool, task: Partial<ParseTask> = {}, file: Awaited<ReturnType<ParseTask["begin"]>> = text) =>
  pool.parse({ lane: "fast", slowLane: free, begin: async () => file, signal: never, ...task });
const parsedBy = async (...words: Parameters<typeof parse>) => (await parse(...words))?.parsed;

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "botcadence-parsers-"))));
afterAll(() => rm(folder, { recursive: true }));

/** A parser that does `code` once a file has come, and says what it is asked to. */
async function program(name: string, code: string): Promise<URL> {
  const path = join(folder, `${name}.mjs`);
  const say = "const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');";
  const done = "const done = (title) => say({ type: 'done', title: String(title), warnings: [], memoryBytes: process.memoryUsage.rss() });";
  await writeFile(path, `import { readFileSync } from "node:fs";\n${say}\n${done}\nprocess.stdin.on("data", () => { ${code} });`);
  return pathToFileURL(path);
}

test.each([
  ["loops for ever", "for (;;);", "too_slow"],
  ["waits for ever", "", "too_slow"],
  ["ends its process", "process.exit(0);", "too_complex"],
  ["throws outside of everything", "setTimeout(() => { throw new Error('lost'); });", "too_complex"],
  ["fills its heap", "const all = []; for (;;) all.push(new Array(100_000).fill(Math.random()));", "too_complex"],
  ["fills its memory beside the heap", "const all = []; for (;;) all.push(Buffer.alloc(1_000_000, 1));", "too_complex"],
  ["says more than a document holds", "for (let n = 0; n < 300; n += 1) process.stdout.write('a'.repeat(100_000));", "too_much_text"],
  ["says what nobody understands", "process.stdout.write('hello\\n');", "too_complex"],
])("a parser that %s ends alone, and the next file gets a fresh one", async (name, code, failed) => {
  // What ends by itself has time for it, however slow the machine is.
  const slowMs = failed === "too_slow" ? 800 : 25_000;
  const pool = createParserPool(await program(name, code), { fastMs: 300, slowMs, memoryBytesMax: 200_000_000, fast: 1 });
  for (let round = 0; round < 2; round += 1) expect(await parsedBy(pool)).toEqual({ failed });
});

test.each([
  ["14 million text operators", textOperatorsPdf],
  ["a string of 100 MB", stringPdf],
  ["800 MB of spaces", spacesPdf],
])(
  "a PDF of %s ends its parser before it holds 400 MB",
  async (_name, make) => {
    const pool = createParserPool();
    expect(await parsedBy(pool, {}, { kind: "pdf", bytes: await make() })).toEqual({ failed: "too_complex" });
  },
  60_000,
);

test("a parser sees nothing of the server's environment, and gives way to it", async () => {
  process.env.SECRET_OF_THE_TEST = "secret";
  const has = "existsSync('/proc/self/oom_score_adj') ? readFileSync('/proc/self/oom_score_adj', 'utf8').trim() : '1000'";
  const code = `import("node:fs").then(({ existsSync }) => done(JSON.stringify([process.env, ${has}])))`;
  const pool = createParserPool(await program("environment", code), { fast: 1 });
  expect(await parsedBy(pool)).toMatchObject({ title: JSON.stringify([{}, "1000"]) });
  delete process.env.SECRET_OF_THE_TEST;
});

test("a parser's heap has less than the parser may hold, so that it collects what is unused before the watch ends it", async () => {
  const memoryBytesMax = 300_000_000;
  const code = 'import("node:v8").then(({ getHeapStatistics }) => done(getHeapStatistics().heap_size_limit));';
  const parsed = await parsedBy(createParserPool(await program("heap", code), { fast: 1, memoryBytesMax }));
  const heapBytesMax = Number((parsed as { title: string }).title);
  expect(heapBytesMax).toBeGreaterThan(100_000_000);
  expect(heapBytesMax).toBeLessThan(memoryBytesMax);
});

test("a parser that is stuck ends when its server is killed", async () => {
  const stuck = await program("stuck", "require('node:fs')");
  await writeFile(stuck, 'process.stdout.write(`${process.pid}\\n`); process.stdin.on("data", () => { for (;;); });');
  const server = join(folder, "server.mjs");
  const start = new URL("./parser-process.ts", import.meta.url).href;
  // What a parser says before a file is nobody's: its id is found as its server's only child.
  await writeFile(
    server,
    `import { readFileSync } from "node:fs"; import { startParser } from "${start}";
     void startParser(new URL("${stuck.href}"), 400_000_000).read({ kind: "text", bytes: new Uint8Array([1]) }, () => {});
     setTimeout(() => console.log(readFileSync(\`/proc/\${process.pid}/task/\${process.pid}/children\`, "utf8")), 1_000);`,
  );
  if (!existsSync("/proc/self/task")) return;
  const child = spawn(process.execPath, [server], { stdio: ["ignore", "pipe", "inherit"] });
  const pid = await new Promise<number>((resolve) => child.stdout.once("data", (said: Buffer) => resolve(Number(said.toString()))));
  expect(isAlive(pid)).toBe(true);
  child.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
});

test("an abort ends the parser and rejects with its reason", async () => {
  const pool = createParserPool(await program("aborted", "for (;;);"), { fast: 1 });
  const abort = new AbortController();
  const parsing = parse(pool, { signal: abort.signal });
  abort.abort(new Error("shutting down"));
  await expect(parsing).rejects.toThrow("shutting down");
});

test("a file that waits for a place leaves the line when it is aborted, and those behind it move up", async () => {
  const pool = createParserPool(await program("line", "setTimeout(() => done('read'), 600);"), { fast: 1 });
  const order: string[] = [];
  const read = (name: string, signal = never) => parse(pool, { signal }).then(() => order.push(name));
  const abort = new AbortController();
  const first = read("first");
  const second = read("second", abort.signal).catch((error: Error) => order.push(error.message));
  const third = read("third");
  abort.abort(new Error("shutting down"));
  await second;
  expect(order).toEqual(["shutting down"]);
  await Promise.all([first, third]);
  expect(order).toEqual(["shutting down", "first", "third"]);
  await expect(parse(pool, { signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow("too late");
});

test("one parser reads file after file, until one fails or its memory has grown", async () => {
  const code =
    "globalThis.files = (globalThis.files ?? 0) + 1; if (globalThis.files === 3) globalThis.held = Buffer.alloc(70_000_000, 1); done(process.pid);";
  const pool = createParserPool(await program("grows", code), { fast: 1, memoryBytesMax: 250_000_000 });
  const pids: unknown[] = [];
  for (let file = 0; file < 4; file += 1) pids.push(await parsedBy(pool));
  expect(new Set(pids.slice(0, 3).map((said) => JSON.stringify(said))).size).toBe(1);
  expect(pids[3]).not.toEqual(pids[2]);
});

test("what takes longer continues in the slow lane in the same process, and its place is another file's", async () => {
  const code = "if (globalThis.one) return; globalThis.one = true; setTimeout(() => done(process.pid), 1_500);";
  const pool = createParserPool(await program("slow", code), { fast: 1, fastMs: 300, slowMs: 30_000 });
  const order: string[] = [];
  const read = async (name: string) => {
    const begin = async () => (order.push(`${name} begins`), text);
    const outcome = await parse(pool, { begin });
    order.push(`${name} ends`);
    return outcome;
  };
  const [first] = await Promise.all([read("first"), read("second")]);
  expect(first?.parsed).toMatchObject({ passages: [] });
  expect(first?.seconds).toBeGreaterThan(1.4);
  expect(order.slice(0, 2)).toEqual(["first begins", "second begins"]);
});

test("what takes longer while the slow lane is taken waits for its turn there, and holds no place", async () => {
  const pool = createParserPool(await program("turn", "setTimeout(() => done('read'), 900);"), { fast: 1, fastMs: 300, slowMs: 10_000 });
  expect(await parsedBy(pool, { slowLane: taken })).toBe("slow");
  let looks = 0;
  const later = { take: async () => ((looks += 1) > 1 ? () => {} : null) };
  const [slow, fast] = await Promise.all([parsedBy(pool, { lane: "slow", slowLane: later }), parsedBy(pool, { slowLane: taken })]);
  expect(slow).toMatchObject({ title: "read" });
  expect(fast).toBe("slow");
});

test("no more parsers run than there are places", async () => {
  const code = "setTimeout(() => done(Date.now()), 300);";
  const pool = createParserPool(await program("places", code), { fast: 2 });
  let running = 0;
  let most = 0;
  const begin = async () => {
    most = Math.max(most, (running += 1));
    return text;
  };
  await Promise.all(Array.from({ length: 6 }, () => parse(pool, { begin }).finally(() => (running -= 1))));
  expect(most).toBe(2);
});

test("the number of places follows from memory and processors", () => {
  const gigabytes = 1_000_000_000;
  expect(parserPlaces(32 * gigabytes, 8)).toEqual({ fast: 4, memoryBytesMax: 400_000_000 });
  expect(parserPlaces(32 * gigabytes, 2)).toEqual({ fast: 1, memoryBytesMax: 400_000_000 });
  expect(parserPlaces(5 * gigabytes, 8)).toEqual({ fast: 2, memoryBytesMax: 400_000_000 });
  expect(parserPlaces(1 * gigabytes, 8)).toEqual({ fast: 1, memoryBytesMax: 200_000_000 });
});

test("progress is told, and a title", async () => {
  const pool = createParserPool(undefined, { fast: 1 });
  const told: number[] = [];
  const pages = ["Apples", "Pears", "Plums", "Figs", "Dates"].map((fruit) => [`${fruit} are sold by weight.`]);
  const pdf = { kind: "pdf", bytes: new Uint8Array(makePdf(pages)) } as const;
  expect(await parsedBy(pool, { onProgress: (percent) => told.push(percent) }, pdf)).toMatchObject({
    title: null,
    passages: [{ headings: [], text: expect.stringMatching(/^Apples are sold by weight\.\n\n[^]*Dates are sold by weight\.$/) }],
  });
  expect(told).toEqual([20, 40, 60, 80, 100]);
  const markdown = { kind: "markdown", bytes: bytesOf("# Title\n\nBody.") } as const;
  expect(await parsedBy(pool, {}, markdown)).toEqual({ title: "Title", passages: [{ headings: [], text: "Body." }], warnings: [] });
});

test("drawing a page of a hostile PDF ends its parser alone, and the next page is drawn by a fresh one", async () => {
  const pool = createParserPool();
  const hostile = await textOperatorsPdf();
  expect(await pool.draw(1, async () => hostile, never)).toHaveProperty("failed");
  expect(await pool.draw(1, async () => new Uint8Array(makePdf([["Fine."]])), never)).toMatchObject({ picture: expect.any(Uint8Array) });
  expect(await pool.draw(2, async () => new Uint8Array(makePdf([["Fine."]])), never)).toEqual({ picture: null });
}, 60_000);

test("a PDF of 10 MB and 1,500 pages is read within the time of both lanes together, and the server stays free", async () => {
  const pool = createParserPool();
  const line = "The quick brown fox jumps over the lazy dog and sleeps in the sun until the evening comes.";
  const bytes = new Uint8Array(makePdf(Array.from({ length: 1_500 }, () => Array.from({ length: 52 }, (_, index) => `${index} ${line}`))));
  expect(bytes.length).toBeGreaterThan(9_000_000);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const outcome = await parse(pool, {}, { kind: "pdf", bytes });
  delay.disable();
  expect(outcome?.parsed).toMatchObject({ warnings: [] });
  // Half of that time: other tests use the processors as well.
  expect(outcome?.seconds).toBeLessThan(60);
  expect(delay.percentile(99) / 1e6).toBeLessThan(50);
}, 120_000);
