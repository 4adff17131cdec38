import { Worker } from "node:worker_threads";
import { isEnglish } from "../text/is-english.ts";
import type { Embeddings } from "./embeddings.ts";
import type { Encoded, Encoding } from "./encoder-thread.ts";

type Limits = { questionStartMs: number; questionEndMs: number; idleMs: number };
/** A question waits so long for the encoder to begin with it, and to be done; after `idleMs` its memory is given back. */
const usualLimits: Limits = { questionStartMs: 50, questionEndMs: 400, idleMs: 5 * 60_000 };

type Task = { text: string; resolve(vector: Float32Array): void; reject(reason: unknown): void };
type Thread = { worker: Worker; isReady: boolean; task: Task | null; idle: NodeJS.Timeout };

/**
 * Universal Sentence Encoder Lite, for English, on a thread of its own that starts when first needed. It encodes one text after
 * the other, so that a question waits for no more than one sentence of what is indexed.
 *
 * @param program what the thread runs; tests give one that misbehaves
 */
export function openEncoder(
  limits: Partial<Limits> = {},
  program = new URL("encoder-thread.ts", import.meta.url),
): Embeddings & { isAwake(): boolean } {
  const { questionStartMs, questionEndMs, idleMs } = { ...usualLimits, ...limits };
  const questions: Task[] = [];
  const texts: Task[] = [];
  let thread: Thread | null = null;

  function encode(text: string, line: Task[]): { task: Task; vector: Promise<Float32Array> } {
    const { promise, resolve, reject } = Promise.withResolvers<Float32Array>();
    const task: Task = { text: text.slice(0, textLengthMax), resolve, reject };
    line.push(task);
    thread ??= start();
    next(thread);
    return { task, vector: promise };
  }

  function next(current: Thread): void {
    if (!current.isReady || current.task) return;
    current.task = questions.shift() ?? texts.shift() ?? null;
    if (!current.task) return current.worker.unref();
    current.idle.refresh();
    // While something is encoded, the process stays for it.
    current.worker.ref();
    current.worker.postMessage({ text: current.task.text } satisfies Encoding);
  }

  function start(): Thread {
    const worker = new Worker(program, { execArgv: [] });
    const idle = setTimeout(() => end(new Error("The encoder was idle.")), idleMs).unref();
    const started: Thread = { worker, isReady: false, task: null, idle };
    worker.unref();
    worker.on("message", (message: Encoded) => {
      if (message === "ready") started.isReady = true;
      else if (started.task) {
        const { resolve, reject } = started.task;
        started.task = null;
        if ("vector" in message) resolve(message.vector);
        else reject(new Error(message.failed));
      }
      next(started);
    });
    worker.on("error", end);
    worker.on("exit", () => end(new Error("The encoder ended.")));
    return started;

    /** What it has not encoded fails; the next text starts another. */
    function end(reason: unknown): void {
      if (thread !== started) return;
      thread = null;
      clearTimeout(idle);
      for (const task of [...(started.task ? [started.task] : []), ...questions.splice(0), ...texts.splice(0)]) task.reject(reason);
      void worker.terminate();
    }
  }

  return {
    model: "universal-sentence-encoder-lite",
    takes: isEnglish,
    isAwake: () => thread !== null,

    async ofQuestion(text) {
      if (!isEnglish(text)) return null;
      const { task, vector } = encode(text, questions);
      const isWaiting = () => questions.includes(task);
      const leave = () => void (isWaiting() && questions.splice(questions.indexOf(task), 1));
      const encoded = vector.then((found) => ({ model: this.model, vector: found })).catch(() => null);
      const timers: NodeJS.Timeout[] = [];
      const late = new Promise<null>((resolve) => {
        timers.push(
          setTimeout(() => isWaiting() && resolve(null), questionStartMs),
          setTimeout(() => resolve(null), questionEndMs),
        );
      });
      try {
        return await Promise.race([encoded, late]);
      } finally {
        for (const timer of timers) clearTimeout(timer);
        leave();
      }
    },

    async ofTexts(list, signal) {
      const vectors: Float32Array[] = [];
      for (const text of list) {
        signal.throwIfAborted();
        vectors.push(await encode(text, texts).vector);
      }
      return vectors;
    },

    async close() {
      await thread?.worker.terminate();
    },
  };
}

/** What is behind it would cost more than it says. */
const textLengthMax = 1_000;
