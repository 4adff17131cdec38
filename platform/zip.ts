import { ZipWriter } from "@zip.js/zip.js/lib/zip-core-writer.js";

export type ZipEntry = {
  /** Words joined by `/`; the caller makes sure that it is safe. */
  path: string;
  /** Read when it is the entry's turn, and no faster than the archive is taken. */
  content: AsyncIterable<Uint8Array>;
  /** False where the content is packed already: it is stored as it is. */
  compress: boolean;
  modifiedAt: Date;
};

/**
 * A ZIP archive of entries, made while it is read: an entry is asked for when the one before it is written. Zip64 where
 * sizes or counts need it. Whatever the entries throw is thrown to the reader; a reader that stops stops them.
 */
export async function* zip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  let archive: TransformStreamDefaultController<Uint8Array> | undefined;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({ start: (controller) => void (archive = controller) });
  const stop = new AbortController();
  const writing = write(entries, writable, stop.signal).catch((error: unknown) => archive?.error(error));
  try {
    yield* readable;
  } finally {
    stop.abort();
    await writing;
  }
}

async function write(entries: AsyncIterable<ZipEntry>, writable: WritableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
  const writer = new ZipWriter(writable);
  for await (const { path, content, compress, modifiedAt } of entries) {
    const options = { level: compress ? 6 : 0, lastModDate: modifiedAt, useWebWorkers: false, signal };
    await writer.add(path, ReadableStream.from(until(signal, content)), options);
  }
  await writer.close();
}

/** Ends with the signal, whatever the writer above does about it: nobody waits for what comes then. */
async function* until(signal: AbortSignal, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of content) {
    signal.throwIfAborted();
    yield part;
  }
}
