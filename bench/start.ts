import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { dirname } from "node:path";
import { makeDataDir } from "#testing/process/server-process.ts";
import { freePort } from "#testing/free-port.ts";
import { memoryBelow } from "#testing/processes.ts";
import { median, printTable } from "./load/table.ts";

const rounds = 3;
const idleMs = 10_000;

/** `npm start` until it prints its address, on an empty DATA_DIR and again; then the memory of everything when idle. */
export default async function start(): Promise<void> {
  await stop(await npmStart(await makeDataDir())); // Builds what is stale, which is not what is measured.
  const [cold, warm]: [number[], number[]] = [[], []];
  let memory = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    const dataDir = await makeDataDir();
    const first = await npmStart(dataDir);
    cold.push(first.ms);
    await stop(first);
    const second = await npmStart(dataDir);
    warm.push(second.ms);
    if (round === rounds - 1) {
      await sleep(idleMs);
      memory = memoryBelow(second.pid, nameOf);
    }
    await stop(second);
  }
  const seconds = (values: number[]) => `${(median(values) / 1000).toFixed(2)} s`;
  const megabytes = [...memory].map(([name, bytes]) => [`memory when idle, ${name}`, `${Math.round(bytes / 1e6)} MB`, ""]);
  printTable([["cold start, packages and bundles there", seconds(cold), ""], ["warm start", seconds(warm), "goal < 3 s"], ...megabytes]);
}

type Started = { pid: number; ms: number; ended: Promise<unknown> };

async function npmStart(dataDir: string): Promise<Started> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn("npm", ["start", "--silent"], {
    cwd: dirname(import.meta.dirname),
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), APP_URL: `http://localhost:${port}` },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("Botcadence is ready")) break;
  }
  if (child.exitCode !== null) throw new Error("npm start ended before it was ready.");
  child.stdout.resume();
  return { pid: child.pid!, ms: performance.now() - started, ended };
}

async function stop({ pid, ended }: Started): Promise<void> {
  process.kill(pid, "SIGTERM");
  await ended;
}

function nameOf(command: string): string {
  if (/postgres/.test(command)) return "PostgreSQL";
  return /main\.ts/.test(command) ? "node" : "npm and launcher";
}
