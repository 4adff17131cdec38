import { execFile } from "node:child_process";
import { readFile, readlink, realpath, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isAlive, type Directories } from "./directories.ts";

/** Another process that is starting writes its id within this time. */
const writingMsMax = 2_000;

/**
 * Removes the lock files behind which no PostgreSQL stands: empty ones, which a crash or a full disk leaves, and those
 * whose process id belongs to another program by now. PostgreSQL itself respects both for ever.
 *
 * @returns the process that does hold the directory; null where none does
 */
export async function removeStaleLocks(directories: Directories, port: number): Promise<number | null> {
  for (const path of [join(directories.data, "postmaster.pid"), join(directories.socket, `.s.PGSQL.${port}.lock`)]) {
    const text = await readFile(path, "utf8").catch(() => null);
    if (text === null) continue;
    const pid = Number(text.split("\n")[0]);
    if (pid > 0 && (await isPostgresOf(pid, directories.data))) return pid;
    if (!(pid > 0) && (await ageMs(path)) < writingMsMax) return null;
    await rm(path, { force: true });
  }
  return null;
}

async function isPostgresOf(pid: number, data: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") {
    // A server works in its data directory. A user who cannot look there at least sees the name of the program.
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
    if (folder !== null) return folder === (await realpath(data));
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    return name.trim() === "postgres";
  }
  if (process.platform === "win32") return true;
  return basename(await programOf(pid)) === "postgres";
}

function programOf(pid: number): Promise<string> {
  return new Promise((resolve) =>
    execFile("ps", ["-o", "comm=", "-p", String(pid)], (error, output) => resolve(error ? "" : output.trim())),
  );
}

async function ageMs(path: string): Promise<number> {
  return stat(path).then(
    (found) => Date.now() - found.mtimeMs,
    () => 0,
  );
}
