import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { isMainThread, Worker, workerData } from "node:worker_threads";

/** How often a parser's memory is looked at, and whether its server still lives. */
const watchMs = 50;
type Watch = { memoryBytesMax: number; server: number };

/**
 * Loaded before whatever a parser runs (`node --import`), with the most memory that its process may hold as the last word of
 * the command line. The watch has a thread of its own: reading a file can keep the main one busy for minutes.
 */
if (isMainThread) await guard();
else watch(workerData as Watch);

async function guard(): Promise<void> {
  giveWay();
  const watch: Watch = { memoryBytesMax: Number(process.argv.at(-1)), server: process.ppid };
  const thread = new Worker(new URL(import.meta.url), { workerData: watch, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 16 } });
  await once(thread, "online");
  thread.unref();
}

/** When memory or processors run short, the server and its database come first. */
function giveWay(): void {
  try {
    setPriority(10);
  } catch {
    // Not every system lets it.
  }
  try {
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // Linux alone has it.
  }
}

function watch({ memoryBytesMax, server }: Watch): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > memoryBytesMax || process.ppid !== server) process.kill(process.pid, "SIGKILL");
  }, watchMs);
}
