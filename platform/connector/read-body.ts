import type { IncomingMessage } from "node:http";
import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { NotReached } from "./not-reached.ts";

/** What is asked for, and unpacked. */
export const encodings = "gzip, deflate, br";

/**
 * The body of an answer, unpacked, up to a number of bytes: those that are unpacked count, so nothing that was packed grows
 * beyond it.
 * @throws NotReached `too_large`, `broken`
 */
export async function readBody(response: IncomingMessage, url: string, bytesMax: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of readParts(response, url, bytesMax)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

/** The same, as it comes. */
export async function* readParts(response: IncomingMessage, url: string, bytesMax: number): AsyncGenerator<Buffer<ArrayBuffer>> {
  const coding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  const unpack = unpackers[coding];
  if (unpack === undefined) throw new NotReached("broken", url);
  if (unpack === null && Number(response.headers["content-length"]) > bytesMax) throw new NotReached("too_large", url);
  // An answer that breaks off is an error of the one that reads here.
  const unpacked = unpack ? pipeline(response, unpack(), () => {}) : response;
  let length = 0;
  try {
    for await (const part of unpacked as AsyncIterable<Buffer<ArrayBuffer>>) {
      length += part.length;
      if (length > bytesMax) throw new NotReached("too_large", url);
      yield part;
    }
  } catch (error) {
    if (error instanceof NotReached) throw error;
    throw new NotReached("broken", url, { cause: error });
  }
}

const unpackers: Record<string, (() => Transform) | null> = {
  identity: null,
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
