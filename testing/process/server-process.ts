import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#testing/free-port.ts";

const root = join(import.meta.dirname, "../..");
const readyMsMax = 60_000;

export type ServerProcess = {
  url: string;
  pid: number;
  /** Everything that was printed until now, both streams. */
  output(): string;
  /** Milliseconds from its start until it printed that it is ready. */
  readyMs: number;
  /** The exit code, or the signal that ended it. */
  exited: Promise<number | NodeJS.Signals>;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
};

type Options = {
  /** An empty one where none is named. */
  dataDir?: string;
  variables?: Record<string, string>;
  /** Words before node, such as those of setpriv, and another place to run in. */
  prefix?: string[];
  folder?: string;
  node?: string;
  /** Words between node and main.ts. */
  nodeWords?: string[];
};

const running = new Set<ChildProcess>();
const folders: string[] = [];

/** Stops what still runs and removes every DATA_DIR that was made. */
export async function cleanUp(): Promise<void> {
  await Promise.all([...running].map((child) => end(child, "SIGTERM")));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** An empty DATA_DIR, which `cleanUp` removes. */
export async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "botcadence-process-"));
  folders.push(folder);
  return join(folder, "data");
}

/** Runs main.ts as a program of its own until it says that it is ready. */
export async function startServer(options: Options): Promise<ServerProcess> {
  const started = performance.now();
  const { child, output, url } = await spawnServer(options);
  const exited = waitForEnd(child);
  const ready = (async () => {
    while (!output().includes("Botcadence is ready at")) await new Promise((resolve) => setTimeout(resolve, 10));
    return "ready" as const;
  })();
  const slow = new Promise<"slow">((resolve) => setTimeout(() => resolve("slow"), readyMsMax).unref());
  const outcome = await Promise.race([ready, slow, exited]);
  if (outcome !== "ready") throw new Error(`The server did not get ready (${outcome}):\n${output()}`);
  return { url, pid: child.pid!, output, readyMs: performance.now() - started, exited, stop: (signal = "SIGTERM") => end(child, signal) };
}

/** Runs main.ts where it is expected to end by itself. */
export async function runServer(options: Options): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const { child, output } = await spawnServer(options);
  return { code: await waitForEnd(child), output: output() };
}

async function spawnServer({ dataDir = "", variables = {}, prefix = [], folder = root, node = process.execPath, nodeWords = [] }: Options) {
  const port = await freePort();
  const url = variables.APP_URL ?? `http://localhost:${variables.PORT ?? port}`;
  const [program = "", ...words] = [...prefix, node, ...nodeWords, "main.ts"];
  const child = spawn(program, words, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: String(port),
      RATE_LIMIT: "off",
      EMBEDDINGS: "off",
      LOG_LEVEL: "warn",
      DATA_DIR: dataDir || (await makeDataDir()),
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return { child, url, output: () => said };
}

async function waitForEnd(child: ChildProcess): Promise<number | NodeJS.Signals> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  running.delete(child);
  return child.exitCode ?? child.signalCode ?? 1;
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
  child.kill(signal);
  return waitForEnd(child);
}

/** The postmaster's process id, from the file that it keeps. */
export async function readPostmasterPid(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, "postgres-18/postmaster.pid"), "utf8")).split("\n")[0]);
}

/** Waits until `holds` is true; false when it does not come true within the time. */
export async function eventually(holds: () => boolean | Promise<boolean>, msMax = 10_000): Promise<boolean> {
  for (const started = performance.now(); performance.now() - started < msMax;) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}
