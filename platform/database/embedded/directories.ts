import { createHash } from "node:crypto";
import { chmod, chown, lstat, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { spawn } from "node:child_process";
import type { PostgresPackage } from "./package.ts";
import type { RunAs } from "./run-as.ts";

export const major = 18;
/** A socket's path has at most 107 bytes, of which the file's own name takes 15. */
const socketDirectoryBytesMax = 90;

export type Directories = { data: string; socket: string; log: string };

/** Where things lie below DATA_DIR. The socket moves to the temporary folder where its path would be too long. */
export function directoriesOf(dataDir: string): Directories {
  const root = resolve(dataDir);
  return { data: join(root, `postgres-${major}`), socket: socketDirectory(root), log: join(root, "postgres.log") };
}

/** Where PostgreSQL's socket of this DATA_DIR is. */
export function socketDirectory(dataDir: string): string {
  const near = join(resolve(dataDir), "run");
  if (Buffer.byteLength(near) <= socketDirectoryBytesMax) return near;
  return join(tmpdir(), `botcadence-${createHash("sha256").update(near).digest("hex").slice(0, 12)}`);
}

/**
 * Makes the data directory if there is none: beside its place, then renamed, so that a broken-off one is never used,
 * and none stays. One that was restored is closed to other users again, which PostgreSQL insists on.
 */
export async function initialize(directories: Directories, postgres: PostgresPackage, runAs: RunAs): Promise<void> {
  const root = dirname(directories.data);
  await refuseOtherMajor(root);
  await refuseOtherFiles(directories.socket);
  if (!(await exists(directories.data))) await makeDataDirectory(directories.data, postgres, runAs);
  await refuseForeign(directories.data);
  await makePrivate(directories.socket, root);
  await chmod(directories.data, 0o700);
}

async function makeDataDirectory(data: string, postgres: PostgresPackage, runAs: RunAs): Promise<void> {
  await removeBrokenOff(data);
  const unfinished = `${data}.new-${process.pid}`;
  try {
    await mkdir(unfinished, { mode: 0o700 });
    if (runAs.owner) await chown(unfinished, runAs.owner.uid, runAs.owner.gid);
    const words = ["-D", unfinished, "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--locale=C"];
    await run([...runAs.prefix, join(postgres.bin, "initdb"), ...words, "--locale-provider=builtin", "--builtin-locale=C.UTF-8"], postgres);
    await rename(unfinished, data);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process may have finished first; its directory is as good as ours.
    if (!(await exists(data))) throw error;
  }
}

async function refuseForeign(data: string): Promise<void> {
  const version = await readFile(join(data, "PG_VERSION"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return "";
    throw error;
  });
  if (version.trim() === String(major)) return;
  throw new Error(
    `${data} has no data of PostgreSQL ${major}${version ? `, but of ${version.trim()}` : ""}. Restore it from a back-up, or choose another DATA_DIR.`,
  );
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** What is closed to everybody else has to be ours: a folder of this name may have been there before. */
async function refuseOtherFiles(socket: string): Promise<void> {
  const names = await readdir(socket).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const other = names.find((name) => !name.startsWith(".s.PGSQL."));
  if (other) throw new Error(`${socket} holds ${other}, which is not Botcadence's. Choose another DATA_DIR, such as a new folder.`);
}

/** The temporary folder is everybody's: only our own directory will do, or as root that of whom DATA_DIR belongs to. */
async function makePrivate(path: string, dataDir: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  const uid = process.getuid?.() ?? found.uid;
  const trusted = uid === 0 ? [0, (await lstat(dataDir)).uid] : [uid];
  if (!found.isDirectory() || !trusted.includes(found.uid)) {
    throw new Error(`${path} belongs to somebody else; PostgreSQL's socket cannot be put there.`);
  }
  await chmod(path, 0o700);
}

async function refuseOtherMajor(root: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => /^postgres-\d+$/.test(name));
  if (names.length > 0 && !names.includes(`postgres-${major}`)) {
    throw new Error(
      `${root} holds the data of ${names[0]}, and this version comes with PostgreSQL ${major}. Start the version that created it, or choose another DATA_DIR.`,
    );
  }
}

async function removeBrokenOff(data: string): Promise<void> {
  const folder = resolve(data, "..");
  const mine = /\.new-(\d+)$/;
  for (const name of await readdir(folder)) {
    const pid = mine.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function run([program = "", ...words]: string[], postgres: PostgresPackage): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(program, words, { env: programEnvironment(postgres), stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", failed);
    child.on("exit", (code) =>
      code === 0
        ? done()
        : failed(new Error(`The database could not be created. PostgreSQL says:\n${said.trim().split("\n").slice(-6).join("\n")}`)),
    );
  });
}

/** What PostgreSQL's programs need to know, and nothing of ours. */
export function programEnvironment(postgres: PostgresPackage): NodeJS.ProcessEnv {
  return { LD_LIBRARY_PATH: postgres.lib, DYLD_LIBRARY_PATH: postgres.lib, PATH: "/usr/bin:/bin", LC_ALL: "C" } as NodeJS.ProcessEnv;
}
