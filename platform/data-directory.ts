import { mkdir, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";

/**
 * Runs what begins to use DATA_DIR, which is made where it is missing.
 *
 * @throws where the directory is at fault, with a sentence that names it and the cause; nothing that was made stays
 */
export async function useDataDirectory<T>(dataDir: string, begin: () => Promise<T>): Promise<T> {
  const made: string[] = [];
  try {
    await makeFolders(resolve(dataDir), made);
    await tryWriting(dataDir);
    return await begin();
  } catch (error) {
    // Fails where something is in them by now, and then they stay.
    for (const folder of made.toReversed()) await rmdir(folder).catch(() => {});
    throw nameCause(dataDir, error);
  }
}

/** One by one: asked for all at once, Node calls a read-only disk a missing folder. */
async function makeFolders(folder: string, made: string[]): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
    made.push(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(folder)).isDirectory()) return;
    if (code !== "ENOENT" || folder === dirname(folder)) throw error;
    await makeFolders(dirname(folder), made);
    await mkdir(folder, { mode: 0o700 });
    made.push(folder);
  }
}

/** Everything later would say so as well, only one by one, and each in words of its own. */
async function tryWriting(dataDir: string): Promise<void> {
  const path = join(dataDir, `.tried-${process.pid}`);
  try {
    await writeFile(path, "x".repeat(4096), { mode: 0o600, flush: true });
  } finally {
    await rm(path, { force: true }).catch(() => {});
  }
}

function nameCause(dataDir: string, error: unknown): unknown {
  const { code = "", path, message = "" } = error as NodeJS.ErrnoException;
  const root = resolve(dataDir);
  const sentence = (cause = "") => `DATA_DIR cannot be used: ${root} ${cause}`;
  if (path !== undefined && concerns(root, resolve(path), code) && causes[code]) return new Error(sentence(causes[code]), { cause: error });
  // PostgreSQL's own programs meet the full disk by themselves, and what they say is worth reading.
  if (/No space left on device/.test(message)) return new Error(`${sentence(causes.ENOSPC)}\n${message}`, { cause: error });
  return error;
}

/** Whether what failed is the folder, one that leads to it, or something in it; what is missing in it is another matter. */
function concerns(root: string, at: string, code: string): boolean {
  return at === root || root.startsWith(at + sep) || (at.startsWith(root + sep) && code !== "ENOENT");
}

const causes: Record<string, string> = {
  EROFS: "is on a disk that is mounted read-only. Mount it writable, or choose another DATA_DIR.",
  EACCES: "does not let this user write. Give the folder to the user that Botcadence runs as, or choose another DATA_DIR.",
  EPERM: "belongs to another user. Give the folder to the user that Botcadence runs as, or choose another DATA_DIR.",
  ENOSPC: "is on a disk that is full. Make room, or choose another DATA_DIR.",
  EDQUOT: "has used up this user's share of the disk. Make room, or choose another DATA_DIR.",
  ENOTDIR: "leads through a file. DATA_DIR is a folder.",
  EEXIST: "is a file. DATA_DIR is a folder.",
  ENOENT: "leads through a link to a folder that does not exist. Create that folder, or choose another DATA_DIR.",
  ENAMETOOLONG: "has too long a name.",
  ELOOP: "is a link that points back to itself.",
};
