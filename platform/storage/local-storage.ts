import { createReadStream } from "node:fs";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, opendir, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FileTooLarge, type ByteRange, type Storage, type WrittenFile } from "./storage.ts";

const keyPattern = /^[a-z0-9_]{1,64}(\/[a-z0-9_]{1,64})+$/;
const folderPattern = /^[a-z0-9_]{1,64}(\/[a-z0-9_]{1,64})*$/;
/** Beside the files, so that a rename stays on one disk; the dot keeps it out of the reach of keys. */
const draftsName = ".drafts";

/** Files in a folder of this machine. A file is written beside its place, synced, and renamed into it. */
export function openLocalStorage(root: string): Storage {
  const drafts = join(root, draftsName);

  function placeOf(key: string): string {
    if (!keyPattern.test(key)) throw new Error("Not a key of a stored file.");
    return join(root, ...key.split("/"));
  }

  return {
    async write(key, content, bytesMax) {
      const place = placeOf(key);
      const draft = join(drafts, randomUUID());
      await makeFolder(drafts);
      try {
        const written = await writeSynced(draft, content, bytesMax);
        await moveInto(draft, place);
        return written;
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },

    async read(key, range) {
      const place = placeOf(key);
      const facts = await stat(place).catch(nullIfAbsent);
      if (!facts) return null;
      // Not Readable.toWeb: what it reads after its reader went away is thrown where nobody can catch it.
      return { sizeBytes: facts.size, stream: ReadableStream.from<Uint8Array>(partsOf(place, range)) };
    },

    async missing(keys) {
      const found = await Promise.all(keys.map((key) => stat(placeOf(key)).catch(nullIfAbsent)));
      return keys.filter((_, index) => !found[index]);
    },

    async remove(key) {
      const place = placeOf(key);
      await rm(place, { force: true });
      for (let folder = dirname(place); folder !== root; folder = dirname(folder)) {
        if (!(await removeEmpty(folder))) return;
      }
    },

    async *list(folder) {
      if (folder !== undefined && !folderPattern.test(folder)) throw new Error("Not a folder of stored files.");
      const from = folder === undefined ? root : join(root, ...folder.split("/"));
      for await (const name of namesBelow(from, folder === undefined ? "" : `${folder}/`)) {
        const facts = await stat(join(root, ...name.split("/"))).catch(nullIfAbsent);
        if (facts?.isFile() && keyPattern.test(name)) yield { key: name, sizeBytes: facts.size, ageMs: Date.now() - facts.mtimeMs };
      }
    },

    async removeDrafts(olderThanMs) {
      let removed = 0;
      for (const name of (await readdir(drafts).catch(nullIfAbsent)) ?? []) {
        const facts = await stat(join(drafts, name)).catch(nullIfAbsent);
        if (!facts || Date.now() - facts.mtimeMs < olderThanMs) continue;
        await rm(join(drafts, name), { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}

/** Opened when the first part is asked for, so that a stream that nobody reads holds nothing open. */
async function* partsOf(place: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
  yield* createReadStream(place, range && { start: range.first, end: range.last });
}

async function writeSynced(path: string, content: AsyncIterable<Uint8Array>, bytesMax: number): Promise<WrittenFile> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const file = await open(path, "wx", 0o600);
  try {
    for await (const part of content) {
      sizeBytes += part.length;
      if (sizeBytes > bytesMax) throw new FileTooLarge(bytesMax);
      hash.update(part);
      await file.writeFile(part);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}

/** A folder goes with its last file, so it may have to be made more than once. */
async function moveInto(draft: string, place: string): Promise<void> {
  const folder = dirname(place);
  for (let triesLeft = 5; ; triesLeft -= 1) {
    try {
      await makeFolder(folder);
      await rename(draft, place);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || triesLeft === 0) throw error;
    }
  }
  await syncFolder(folder).catch(nullIfAbsent);
}

/** False where the folder still holds something. What has gone from a folder that is synced does not come back. */
async function removeEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
  await syncFolder(dirname(folder)).catch(nullIfAbsent);
  return true;
}

/** A new folder is an entry in its parent: without syncing that one too, a crash takes the folder and its files. */
async function makeFolder(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true, mode: 0o700 });
  if (firstMade) await syncFolder(dirname(firstMade));
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Paths of everything below `folder`, with `/` between, drafts left out. */
async function* namesBelow(folder: string, prefix = ""): AsyncGenerator<string> {
  const entries = await opendir(folder).catch(nullIfAbsent);
  if (!entries) return;
  for await (const entry of entries) {
    if (entry.name === draftsName) continue;
    if (entry.isDirectory()) yield* namesBelow(join(folder, entry.name), `${prefix}${entry.name}/`);
    else yield `${prefix}${entry.name}`;
  }
}

function nullIfAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
