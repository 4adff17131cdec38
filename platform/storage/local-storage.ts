import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, opendir, readdir, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FileTooLarge, type ByteRange, type Storage, type WrittenFile } from "./storage.ts";

const keyPattern = /^[a-z0-9_]{1,64}(\/[a-z0-9_]{1,64})+$/;
/** Beside the files, so that a rename stays on one disk; the dot keeps it out of the reach of keys. */
const draftsName = ".drafts";
const bytesPerRead = 65_536;

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
        await makeFolder(dirname(place));
        await rename(draft, place);
        await syncFolder(dirname(place));
        return written;
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },

    async read(key, range) {
      const file = await open(placeOf(key), "r").catch(nullIfAbsent);
      if (!file) return null;
      const { size } = await file.stat();
      return { sizeBytes: size, stream: streamOf(file, range ?? { first: 0, last: size - 1 }) };
    },

    async remove(key) {
      await rm(placeOf(key), { force: true });
    },

    async *list() {
      for await (const name of namesBelow(root)) {
        const facts = await stat(join(root, ...name.split("/"))).catch(nullIfAbsent);
        if (facts?.isFile() && keyPattern.test(name)) yield { key: name, ageMs: Date.now() - facts.mtimeMs };
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

/** Reads as it is asked, and closes the file at the end, on failure, or when nobody wants the rest. */
function streamOf(file: FileHandle, { first, last }: ByteRange): ReadableStream<Uint8Array> {
  // Not Readable.toWeb: cancelled at the wrong moment, it throws where nobody can catch it, which ends the process.
  let at = first;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const part = new Uint8Array(Math.min(bytesPerRead, last - at + 1));
          const { bytesRead } = await file.read(part, 0, part.length, at);
          at += bytesRead;
          if (bytesRead > 0) controller.enqueue(part.subarray(0, bytesRead));
          if (bytesRead > 0 && at <= last) return;
          await file.close();
          controller.close();
        } catch (error) {
          await file.close();
          throw error;
        }
      },
      cancel: () => file.close(),
    },
    { highWaterMark: 0 },
  );
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
