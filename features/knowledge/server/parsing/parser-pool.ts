import { setTimeout as sleep } from "node:timers/promises";
import type { RefusalCode } from "../refusals.ts";
import type { Content } from "./parse-file.ts";
import { parserPlaces } from "./parser-places.ts";
import { startParser, type Cleaned, type Drawn, type Parsed, type Parser } from "./parser-process.ts";
import type { SlowLane } from "./slow-lane.ts";

/** `fast`: a few seconds, beside others. `slow`: as long as a file may take at most, in the one place of the installation. */
export type Lane = "fast" | "slow";

export type ParseTask = {
  lane: Lane;
  slowLane: SlowLane;
  /** Asked once there is a place for the file; null where it is not to be read after all. */
  begin(): Promise<Content | null>;
  signal: AbortSignal;
  onProgress?: (percent: number) => void;
};

/** `slow`: it takes longer than the fast lane allows, and the slow one is taken or others wait for it. `seconds`: how long a parser was busy. */
export type Outcome = { parsed: Parsed | "slow"; seconds: number };

export type ParserPool = {
  /**
   * Reads one file in a process of its own. Resolves also when that crashed, ran out of memory (`too_complex`) or was ended
   * for taking too long (`too_slow`); null where the task was not begun.
   * @throws the signal's reason
   */
  parse(task: ParseTask): Promise<Outcome | null>;
  /**
   * Draws a page of a PDF, in line with the files that are read, within the time of the fast lane.
   * @param file asked once there is a place
   * @throws the signal's reason
   */
  draw(page: number, file: () => Promise<Uint8Array | null>, signal: AbortSignal): Promise<Drawn>;
  /** Re-encodes an image, in the same line and within the same time. */
  clean(image: Uint8Array, signal: AbortSignal): Promise<Cleaned>;
};

type Limits = { fast: number; memoryBytesMax: number; fastMs: number; slowMs: number; filesPerParser: number; idleMs: number };
const usualLimits = { fastMs: 10_000, slowMs: 120_000, filesPerParser: 100, idleMs: 10_000 };
/** How often a file that waits for the slow lane looks whether it is free. */
const lookMs = 1_000;

/**
 * Processes that read files, started when needed and ended when idle.
 *
 * @param program what a process runs; tests give one that misbehaves
 */
export function createParserPool(program = new URL("./parser-program.ts", import.meta.url), limits: Partial<Limits> = {}): ParserPool {
  const { fast, memoryBytesMax, fastMs, slowMs, filesPerParser, idleMs } = { ...usualLimits, ...parserPlaces(), ...limits };
  const takeFastPlace = createPlaces(fast);
  const idle: Worker[] = [];

  function take(): Worker {
    for (let worker = idle.pop(); worker; worker = idle.pop()) {
      clearTimeout(worker.idleTimer);
      if (!worker.parser.isFresh()) continue;
      worker.parser.setIdle(false);
      return worker;
    }
    return { parser: startParser(program, memoryBytesMax), files: 0, idleTimer: undefined };
  }

  function giveBack(worker: Worker): void {
    worker.files += 1;
    if (!worker.parser.isFresh() || worker.files >= filesPerParser) return worker.parser.kill();
    idle.push(worker);
    worker.parser.setIdle(true);
    worker.idleTimer = setTimeout(() => {
      idle.splice(idle.indexOf(worker), 1);
      worker.parser.kill();
    }, idleMs).unref();
  }

  /** For what is done within the time of the fast lane or not at all. */
  async function askShortly<T>(
    file: () => Promise<Uint8Array | null>,
    ask: (parser: Parser, bytes: Uint8Array) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T | { failed: RefusalCode }> {
    const leave = await takeFastPlace(signal);
    let worker: Worker | null = null;
    try {
      const bytes = await file();
      if (!bytes) return { failed: "file_missing" };
      worker = take();
      return (await within(ask(worker.parser, bytes), fastMs, signal)) ?? { failed: "too_slow" };
    } finally {
      if (worker) giveBack(worker);
      leave();
    }
  }

  return {
    draw: (page, file, signal) => askShortly(file, (parser, bytes) => parser.draw({ bytes, page }), signal),
    clean: (image, signal) =>
      askShortly(
        () => Promise.resolve(image),
        (parser, bytes) => parser.clean(bytes),
        signal,
      ),

    async parse({ lane, slowLane, begin, signal, onProgress = () => {} }) {
      let leave = lane === "fast" ? await takeFastPlace(signal) : await waitFor(() => slowLane.take(slowMs, "slow"), signal);
      let worker: Worker | null = null;
      try {
        const file = await begin();
        if (!file) return null;
        const started = performance.now();
        const outcome = (parsed: Parsed | "slow") => ({ parsed, seconds: (performance.now() - started) / 1000 });
        worker = take();
        const reading = worker.parser.read(file, onProgress);
        let parsed = await within(reading, lane === "fast" ? fastMs : slowMs, signal);
        if (!parsed && lane === "fast") {
          const leaveSlow = await slowLane.take(slowMs - fastMs, "fast");
          if (!leaveSlow) return outcome("slow");
          leave();
          leave = leaveSlow;
          parsed = await within(reading, slowMs - fastMs, signal);
        }
        return outcome(parsed ?? { failed: "too_slow" });
      } finally {
        if (worker) giveBack(worker);
        leave();
      }
    },
  };
}

type Worker = { parser: Parser; files: number; idleTimer: NodeJS.Timeout | undefined };

/** Null when `reading` takes longer; rejects with the signal's reason. */
async function within<T>(reading: Promise<T>, ms: number, signal: AbortSignal): Promise<T | null> {
  const over = new AbortController();
  try {
    return await Promise.race([reading, sleep(ms, null, { signal: AbortSignal.any([signal, over.signal]) })]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    over.abort();
  }
}

async function waitFor<T>(take: () => Promise<T | null>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    const taken = await take();
    if (taken) return taken;
    await sleep(lookMs, null, { signal }).catch(() => {});
  }
}

/** At most this many at once; later ones wait in order, until their signal aborts. The function that it answers makes room, once. */
function createPlaces(count: number): (signal: AbortSignal) => Promise<() => void> {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return async (signal) => {
    signal.throwIfAborted();
    if (taken >= count) await waitInLine(waiting, signal);
    else taken += 1;
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      const next = waiting.shift();
      if (next) next();
      else taken -= 1;
    };
    return leave;
  };
}

/** Rejects with the signal's reason, and has left the line by then. */
function waitInLine(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const next = () => {
    signal.removeEventListener("abort", leave);
    resolve();
  };
  const leave = () => {
    waiting.splice(waiting.indexOf(next), 1);
    reject(signal.reason as Error);
  };
  signal.addEventListener("abort", leave, { once: true });
  waiting.push(next);
  return promise;
}
