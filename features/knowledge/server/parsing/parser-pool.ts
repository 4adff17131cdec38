import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { TextPassage } from "../chunk-text.ts";
import type { RefusalCode } from "../refusals.ts";
import type { ParseMessage, ParseRequest } from "./parse-worker.ts";

export type Parsed = { title: string | null; passages: TextPassage[] } | { failed: RefusalCode };
export type ParserPool = {
  /**
   * Reads one file in a thread. Resolves also when the thread crashed, ran out of memory or was ended for taking too
   * long (`too_complex`). `bytes` are handed over to the thread and empty afterwards.
   * @throws the signal's reason
   */
  parse(request: ParseRequest, options: { signal: AbortSignal; onProgress?: (percent: number) => void }): Promise<Parsed>;
};

type Limits = { threads: number; timeoutMs: number; heapMb: number; filesPerThread: number; idleMs: number };
const usualLimits: Limits = {
  threads: Math.max(1, Math.min(4, availableParallelism())),
  timeoutMs: 120_000,
  heapMb: 512,
  filesPerThread: 100,
  idleMs: 10_000,
};

/**
 * Threads that read files, started when needed and let go when idle. Each sees one file at a time, no environment and
 * no console of ours.
 *
 * @param script what a thread runs; tests give one that misbehaves
 */
export function createParserPool(script = new URL("./parse-worker.ts", import.meta.url), limits: Partial<Limits> = {}): ParserPool {
  const { threads, timeoutMs, heapMb, filesPerThread, idleMs } = { ...usualLimits, ...limits };
  const idle: Thread[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;

  async function take(): Promise<Thread> {
    while (busy >= threads) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    const thread = idle.pop();
    if (!thread) return { worker: start(script, heapMb), files: 0, idleTimer: undefined };
    clearTimeout(thread.idleTimer);
    thread.worker.ref();
    return thread;
  }

  function giveBack(thread: Thread, healthy: boolean): void {
    busy -= 1;
    thread.files += 1;
    if (healthy && thread.files < filesPerThread) {
      idle.push(thread);
      // An idle thread does not keep the process alive.
      thread.worker.unref();
      thread.idleTimer = setTimeout(() => {
        idle.splice(idle.indexOf(thread), 1);
        void thread.worker.terminate();
      }, idleMs).unref();
    } else {
      void thread.worker.terminate();
    }
    waiting.shift()?.();
  }

  return {
    async parse(request, { signal, onProgress = () => {} }) {
      signal.throwIfAborted();
      const thread = await take();
      const ended = await ask(thread.worker, request, { signal, onProgress, timeoutMs });
      giveBack(thread, ended.healthy);
      signal.throwIfAborted();
      return ended.parsed;
    },
  };
}

type Thread = { worker: Worker; files: number; idleTimer: NodeJS.Timeout | undefined };

function start(script: URL, heapMb: number): Worker {
  const worker = new Worker(script, {
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  // Its end is seen by whoever asks it; between two questions it concerns nobody.
  worker.on("error", () => {});
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}

function ask(
  worker: Worker,
  request: ParseRequest,
  { signal, onProgress, timeoutMs }: { signal: AbortSignal; onProgress: (percent: number) => void; timeoutMs: number },
): Promise<{ healthy: boolean; parsed: Parsed }> {
  return new Promise((resolve) => {
    const passages: TextPassage[] = [];
    const end = (healthy: boolean, parsed: Parsed) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onDeath);
      worker.off("message", onMessage).off("error", onDeath).off("exit", onDeath);
      resolve({ healthy, parsed });
    };
    const onMessage = (message: ParseMessage) => {
      if (message.type === "progress") onProgress(message.percent);
      else if (message.type === "passages") passages.push(...message.passages);
      else if (message.type === "done") end(true, { title: message.title, passages });
      else end(true, { failed: message.code });
    };
    const onDeath = () => end(false, { failed: "too_complex" });
    const timer = setTimeout(onDeath, timeoutMs);
    if (signal.aborted) return onDeath();
    signal.addEventListener("abort", onDeath);
    worker.on("message", onMessage).on("error", onDeath).on("exit", onDeath);
    worker.postMessage(request, [request.bytes.buffer as ArrayBuffer]);
  });
}
