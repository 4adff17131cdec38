import { createInterface } from "node:readline";
import { startChild, type Child } from "../child/start-child.ts";
import { isEnglish } from "../text/is-english.ts";
import type { AskedWord, Encoder, ReadText, Scale } from "./embeddings.ts";
import type { Encoded, Encoding } from "./encoder-program.ts";

type Limits = { questionStartMs: number; questionEndMs: number; idleMs: number };
/** A question waits so long for the encoder to begin with it, and to be done; after `idleMs` its memory is given back. */
const usualLimits: Limits = { questionStartMs: 50, questionEndMs: 400, idleMs: 5 * 60_000 };
/** It holds about 230 MB; one that holds more than this is ended, and the next tries its texts again. */
const memoryBytesMax = 300_000_000;
/** Without them it holds 380 MB: much is let go of after each text, and V8 would keep it for later. */
const words = ["--expose-gc", "--max-semi-space-size=1", "--optimize-for-size", "--max-old-space-size=100"];
/** As `nice` counts it: the server comes first, parsers (10) after it. */
const priority = 5;
/** What is behind it would cost more than it says. */
const textLengthMax = 1_000;

export const ownModel = "universal-sentence-encoder-lite";
/** Others are brought to its scale, see measure-scale.ts. */
const ownScale: Scale = { offset: 0, factor: 1 };

/** Words that are met more often than this (minus the logarithm) are in every text: their codes are not kept. */
const keptRarityMin = 7;

type Read = { vector: Float32Array; words: AskedWord[] };
type Task = { text: string; resolve(read: Read): void; reject(reason: unknown): void };
type Running = { child: Child; isReady: boolean; task: Task | null; idle: NodeJS.Timeout };

/**
 * Universal Sentence Encoder Lite, for English, in a process of its own that starts when first needed. It encodes one text after
 * the other, so that a question waits for no more than one sentence of what is indexed.
 *
 * @param program what the process runs; tests give one that misbehaves
 */
export function openOwnEncoder(
  limits: Partial<Limits> = {},
  program = new URL("encoder-program.ts", import.meta.url),
): Encoder & { processId(): number | null } {
  const { questionStartMs, questionEndMs, idleMs } = { ...usualLimits, ...limits };
  const questions: Task[] = [];
  const texts: Task[] = [];
  let running: Running | null = null;

  function encode(text: string, line: Task[]): { task: Task; read: Promise<Read> } {
    const { promise, resolve, reject } = Promise.withResolvers<Read>();
    const task: Task = { text: text.slice(0, textLengthMax), resolve, reject };
    line.push(task);
    running ??= start();
    next(running);
    return { task, read: promise };
  }

  function next(current: Running): void {
    if (!current.isReady || current.task) return;
    current.task = questions.shift() ?? texts.shift() ?? null;
    // While something is encoded, the server's process stays for it.
    current.child.setIdle(!current.task);
    if (!current.task) return;
    current.idle.refresh();
    current.child.process.stdin.write(`${JSON.stringify({ text: current.task.text } satisfies Encoding)}\n`);
  }

  function start(): Running {
    const child = startChild(program, { memoryBytesMax, priority }, words);
    const idle = setTimeout(() => end(new Error("The encoder was idle.")), idleMs).unref();
    const started: Running = { child, isReady: false, task: null, idle };
    createInterface({ input: child.process.stdout }).on("line", (line) => {
      const message = readMessage(line);
      if (!message) return;
      if ("ready" in message) started.isReady = true;
      else if (started.task) {
        const { resolve, reject } = started.task;
        started.task = null;
        if ("vector" in message) resolve(readOf(message));
        else reject(new Error(message.failed));
      }
      next(started);
    });
    void child.ended.then((error) => end(error ?? new Error("The encoder ended.")));
    return started;

    /** What it has not encoded fails; the next text starts another. */
    function end(reason: unknown): void {
      if (running !== started) return;
      running = null;
      clearTimeout(idle);
      for (const task of [...(started.task ? [started.task] : []), ...questions.splice(0), ...texts.splice(0)]) task.reject(reason);
      child.kill();
    }
  }

  async function readTexts(list: readonly string[], signal: AbortSignal): Promise<ReadText[]> {
    const all: ReadText[] = [];
    for (const text of list) {
      signal.throwIfAborted();
      const { vector, words: said } = await encode(text, texts).read;
      all.push({ vector, words: Buffer.concat(said.filter(({ rarity }) => rarity > keptRarityMin).map(({ code }) => code)) });
    }
    return all;
  }

  return {
    model: ownModel,
    takes: isEnglish,
    isResting: () => false,
    processId: () => running?.child.process.pid ?? null,

    async ofQuestion(text) {
      if (!isEnglish(text)) return null;
      const { task, read } = encode(text, questions);
      const isWaiting = () => questions.includes(task);
      const leave = () => void (isWaiting() && questions.splice(questions.indexOf(task), 1));
      const encoded = read.then((found) => ({ model: ownModel, ...found, scale: ownScale })).catch(() => null);
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

    ofTexts: async (list, signal) => (await readTexts(list, signal)).map(({ vector }) => vector),
    readTexts,

    async close() {
      const child = running?.child;
      child?.setIdle(false);
      child?.kill();
      await child?.ended;
    },
  };
}

/** Null for a line that is none of ours, such as a greeting of a library. */
function readMessage(line: string): Encoded | null {
  try {
    return JSON.parse(line) as Encoded;
  } catch {
    return null;
  }
}

function readOf({ vector, words: said }: Extract<Encoded, { vector: string }>): Read {
  return {
    vector: new Float32Array(bytesOf(vector).buffer),
    words: said.map(({ rarity, code }) => ({ rarity, code: bytesOf(code) })),
  };
}

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
