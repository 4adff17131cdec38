import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { isMainThread, Worker, workerData } from "node:worker_threads";

/** What a child's command line ends with, as JSON. `priority`: as `nice` counts it. */
export type Guarded = { memoryBytesMax: number; priority: number };

/** How often a child's memory is looked at, and whether its server still lives. */
const watchMs = 50;
type Watch = { memoryBytesMax: number; server: number };

/**
 * Loaded before whatever a child runs (`node --import`). The watch has a thread of its own: the main one can be busy for
 * minutes.
 */
if (isMainThread) await guard(JSON.parse(process.argv.at(-1)!) as Guarded);
else watch(workerData as Watch);

async function guard({ memoryBytesMax, priority }: Guarded): Promise<void> {
  giveWay(priority);
  const watch: Watch = { memoryBytesMax, server: process.ppid };
  const thread = new Worker(new URL(import.meta.url), { workerData: watch, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 16 } });
  await once(thread, "online");
  thread.unref();
}

/** When memory or processors run short, the server and its database come first. */
function giveWay(priority: number): void {
  try {
    setPriority(priority);
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
