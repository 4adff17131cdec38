import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isAlive } from "./database/embedded/directories.ts";

const ServerFile = z.object({
  pid: z.number(),
  /** Where this machine reaches it, whatever APP_URL says. */
  address: z.string(),
  app_url: z.string(),
  /** Null where OPERATOR_KEY is set: a key of one's own is not written down. */
  operator_key: z.string().nullable(),
});
export type RunningServer = z.output<typeof ServerFile>;

/** Writes down, for programs on the same DATA_DIR, where the server of this process answers, until it is closed. */
export async function writeServerFile(dataDir: string, server: Omit<RunningServer, "pid">): Promise<{ close(): Promise<void> }> {
  const path = pathIn(dataDir);
  const draft = `${path}.${process.pid}`;
  try {
    await writeFile(draft, `${JSON.stringify({ pid: process.pid, ...server })}\n`, { mode: 0o600 });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async close() {
      if ((await readServerFile(dataDir))?.pid === process.pid) await rm(path, { force: true });
    },
  };
}

/** The server that runs on a DATA_DIR; null where none does, or the file was left by one that was killed. */
export async function readServerFile(dataDir: string): Promise<RunningServer | null> {
  const text = await readFile(pathIn(dataDir), "utf8").catch(() => null);
  if (text === null) return null;
  const parsed = ServerFile.safeParse(parse(text));
  return parsed.success && isAlive(parsed.data.pid) ? parsed.data : null;
}

const pathIn = (dataDir: string) => join(dataDir, "server.json");

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
