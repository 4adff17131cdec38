import { crc32 } from "node:zlib";
import yauzl from "yauzl";

/**
 * The files of a ZIP archive by their paths, in the archive's order: read by another program than the one that writes
 * archives, which refuses paths that lead out of a folder. Checksums are compared.
 */
export async function unzip(archive: string | Buffer): Promise<Map<string, Buffer>> {
  const options = { lazyEntries: true, strictFileNames: true };
  const zipFile = await (typeof archive === "string" ? yauzl.openPromise(archive, options) : yauzl.fromBufferPromise(archive, options));
  const files = new Map<string, Buffer>();
  for await (const entry of zipFile.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await zipFile.openReadStreamPromise(entry)) parts.push(part as Buffer);
    const content = Buffer.concat(parts);
    if (crc32(content) !== entry.crc32) throw new Error(`${entry.fileName} is damaged.`);
    if (files.has(entry.fileName)) throw new Error(`${entry.fileName} is in the archive twice.`);
    files.set(entry.fileName, content);
  }
  return files;
}
