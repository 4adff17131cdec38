import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { isAlive } from "#platform/database/embedded/directories.ts";
import * as hostile from "#testing/hostile-files.ts";
import { commandOf, descendants, memoryBelow } from "#testing/processes.ts";
import { callOf, signUp, type Account } from "./account.ts";
import { eventually, startServer, type ServerProcess } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

const taskset = "/usr/bin/taskset";
/** More processors let more parsers run at once; the limits here are those of two. */
const prefix = availableParallelism() > 2 && existsSync(taskset) ? [taskset, "-c", "0,1"] : [];
const [serverBytesMax, allBytesMax, answerMsMax, smallFileMsMax] = [600e6, 1.2e9, 2_000, 20_000];

type Source = { id: string; name: string; status: string; error: { code: string; message: string } | null };

test("hostile files cost their owner a sentence, and nobody else anything", { timeout: 400_000 }, async (context) => {
  if (!existsSync("/proc/self/smaps_rollup")) return context.skip("memory is read from /proc, which this system does not have");
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir, prefix });
  const [mallory, stranger] = [await signUp(server.url, "mallory@example.com"), await signUp(server.url, "ann@example.com")];
  const [theirs, own] = [await makeProject(mallory), await makeProject(stranger)];
  const files = await makeHostileFiles();

  const watch = watchMemory(server);
  const uploaded = await upload(mallory, theirs, files);
  expect(uploaded.map(({ status }) => status)).toEqual(files.map(() => "processing"));
  const parsers = () => descendants(server.pid).filter((pid) => commandOf(pid).includes("parser-program"));
  expect(await eventually(() => parsers().length > 0)).toBe(true);
  const calls = keepAsking(stranger);
  const started = performance.now();
  const [small] = await upload(stranger, own, [{ name: "hours.md", bytes: new TextEncoder().encode("We are open from nine to five.") }]);
  expect(await eventually(async () => (await readSources(stranger, own)).every(isSynced), smallFileMsMax)).toBe(true);
  expect(performance.now() - started).toBeLessThan(smallFileMsMax);
  expect(small?.status).toBe("processing");
  expect(await eventually(async () => (await readSources(mallory, theirs)).every(hasEnded), 240_000)).toBe(true);
  expect(await calls.stop()).toBeLessThan(answerMsMax);
  const most = watch.stop();
  expect(most.server).toBeLessThan(serverBytesMax);
  expect(most.all).toBeLessThan(allBytesMax);
  const failed = (await readSources(mallory, theirs)).filter(({ status }) => status === "failed");
  expect(failed.length).toBeGreaterThan(1);
  for (const { error } of failed) expect(error?.message).toMatch(/^[A-Z].*\.$/);

  await upload(mallory, theirs, files);
  expect(await eventually(() => parsers().length > 0)).toBe(true);
  const left = parsers();
  process.kill(server.pid, "SIGKILL");
  await server.exited;
  expect(await eventually(() => !left.some(isAlive), 5_000)).toBe(true);
  const again = await startServer({ dataDir, prefix, variables: { PORT: new URL(server.url).port } });
  expect(await eventually(async () => (await readSources(mallory, theirs)).every(hasEnded), 240_000)).toBe(true);
  expect((await readSources(stranger, own)).every(isSynced)).toBe(true);
  expect(await again.stop()).toBe(0);
});

const isSynced = ({ status }: Source) => status === "synced";
/** With a sentence, or read: what one reader cannot do another can. */
const hasEnded = ({ status }: Source) => status !== "processing";

async function makeHostileFiles(): Promise<{ name: string; bytes: Uint8Array }[]> {
  return [
    { name: "operators.pdf", bytes: await hostile.textOperatorsPdf() },
    { name: "string.pdf", bytes: await hostile.stringPdf() },
    { name: "spaces.pdf", bytes: await hostile.spacesPdf() },
    { name: "bomb.docx", bytes: await hostile.uncountedBombDocx() },
    { name: "quotes.md", bytes: hostile.nestedQuotesMarkdown() },
  ];
}

async function makeProject(account: Account): Promise<string> {
  return ((await (await callOf(account, "POST /projects", { name: "Help" })).json()) as { id: string }).id;
}

async function upload(account: Account, project: string, files: { name: string; bytes: Uint8Array }[]): Promise<Source[]> {
  const form = new FormData();
  for (const { name, bytes } of files) form.append("file", new File([new Uint8Array(bytes)], name));
  const response = await callOf(account, `POST /projects/${project}/sources/files`, form);
  return ((await response.json()) as { data: Source[] }).data;
}

async function readSources(account: Account, project: string): Promise<Source[]> {
  return ((await (await callOf(account, `GET /projects/${project}/sources`)).json()) as { data: Source[] }).data;
}

/** Asks one thing after the other, and answers what the slowest answer took. */
function keepAsking(account: Account): { stop(): Promise<number> } {
  let stopped = false;
  const asking = (async () => {
    let slowest = 0;
    while (!stopped) {
      const started = performance.now();
      expect((await callOf(account, "GET /projects")).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return slowest;
  })();
  return {
    stop() {
      stopped = true;
      return asking;
    },
  };
}

/** The most that the server, and everything together, held at any look. */
function watchMemory({ pid }: ServerProcess): { stop(): { server: number; all: number } } {
  const most = { server: 0, all: 0 };
  const timer = setInterval(() => {
    const memory = memoryBelow(pid, (command) => (/ main\.ts/.test(command) ? "server" : "other"));
    most.server = Math.max(most.server, memory.get("server") ?? 0);
    most.all = Math.max(
      most.all,
      [...memory.values()].reduce((sum, bytes) => sum + bytes, 0),
    );
  }, 100);
  return {
    stop() {
      clearInterval(timer);
      return most;
    },
  };
}
