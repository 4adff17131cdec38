import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import { AppError, invalid } from "../errors.ts";
import { say } from "../sentence.ts";

/** One file of an upload. `content` continues where an earlier loop over it broke off. */
export type UploadPart = { name: string; content: AsyncIterable<Uint8Array>; bytesRead(): number };

/**
 * Streams the files of a multipart body to `take`, one part after the other, none of them held in memory. What `take`
 * leaves unread of a part is skipped.
 *
 * @returns what `take` resolved with, in the order of the parts
 * @throws AppError `unsupported_type`, `too_large`, `invalid` (too many files, or none), `invalid_request` (a body that is
 *   malformed or was cut off); whatever `take` throws. By then no call of `take` is running any more.
 */
export async function readMultipart<T>(
  request: Request,
  limits: { field: string; filesMax: number; bytesMax: number },
  take: (part: UploadPart) => Promise<T>,
): Promise<T[]> {
  const tooLarge = () => new AppError("too_large", say`A request has at most ${Math.round(limits.bytesMax / 1_000_000)} MB.`);
  if (Number(request.headers.get("content-length") ?? 0) > limits.bytesMax) throw tooLarge();
  const busboy = openParser(request, limits);
  const abort = new AbortController();
  const taken: Promise<T>[] = [];
  const open = new Set<BusboyFileStream>();

  let tooMany = false;
  // Read on to the end all the same: a browser hears an answer only when it has sent its body.
  busboy.on("filesLimit", () => (tooMany = true));
  busboy.on("file", (_field, file, name) => {
    open.add(file);
    file.on("error", () => {});
    const taking = take(partOf(file, name ?? "")).finally(() => {
      open.delete(file);
      file.resume();
    });
    taking.catch((error: unknown) => abort.abort(error));
    taken.push(taking);
  });

  try {
    await pipeline(counted(request, limits.bytesMax, tooLarge), busboy, { signal: abort.signal });
    if (tooMany) throw invalid({ [limits.field]: say`Send at most ${limits.filesMax} files at once.` });
    if (taken.length === 0) throw invalid({ [limits.field]: "Choose at least one file." });
    return await Promise.all(taken);
  } catch (error) {
    for (const file of open) file.destroy(new Error("The upload was cut off."));
    await Promise.allSettled(taken);
    if (abort.signal.aborted) throw abort.signal.reason;
    if (error instanceof AppError) throw error;
    throw cutOff(error);
  }
}

const cutOff = (cause: unknown) => new AppError("invalid_request", "The upload is incomplete or malformed. Send it again.", { cause });

type Parser = InstanceType<typeof Busboy>;

function openParser(request: Request, { field, filesMax }: { field: string; filesMax: number }): Parser {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\b/i.test(contentType)) throw new AppError("unsupported_type", "Send files as multipart/form-data.");
  try {
    return new Busboy({
      headers: { "content-type": contentType },
      isPartAFile: (name) => name === field,
      limits: { files: filesMax, fields: 100, fieldSize: 10_000, parts: filesMax + 101, headerPairs: 20 },
    });
  } catch (error) {
    throw new AppError("invalid_request", "The multipart body has no boundary.", { cause: error });
  }
}

async function* counted(request: Request, bytesMax: number, tooLarge: () => AppError): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw tooLarge();
    yield chunk;
  }
}

function partOf(file: Readable, name: string): UploadPart {
  let bytes = 0;
  async function* goOn(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of file.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
        bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw cutOff(error);
    }
  }
  return { name, bytesRead: () => bytes, content: { [Symbol.asyncIterator]: goOn } };
}
