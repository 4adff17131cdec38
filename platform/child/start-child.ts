import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Guarded } from "./guard.ts";

/** A process of ours that is told what to do by its input, and answers by its output. */
export type Child = {
  process: ChildProcessByStdio<Writable, Readable, null>;
  /** Resolves once it is over; with the reason where it could not be started. */
  ended: Promise<Error | null>;
  /** An idle child does not keep the server's process alive. */
  setIdle(idle: boolean): void;
  kill(): void;
};

const guard = new URL("./guard.ts", import.meta.url).href;

/**
 * Starts a program without any environment: no secret of the server's is in it. It ends with the server, however that ends,
 * and when it holds more memory than it may.
 *
 * @param words for Node, such as the most that its heap may hold
 */
export function startChild(program: URL, guarded: Guarded, words: readonly string[] = []): Child {
  const child = spawn(process.execPath, [...words, "--import", guard, fileURLToPath(program), JSON.stringify(guarded)], {
    env: {},
    stdio: ["pipe", "pipe", "ignore"],
  });
  const ended = new Promise<Error | null>((resolve) => child.once("error", resolve).once("close", () => resolve(null)));
  // It may end while it is written to; its end says all.
  child.stdin.on("error", () => {});
  return {
    process: child,
    ended,
    setIdle(idle) {
      const parts = [child, child.stdin, child.stdout] as unknown as { ref(): void; unref(): void }[];
      for (const part of parts)
        if (idle) part.unref();
        else part.ref();
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
