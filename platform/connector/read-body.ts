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
  const coding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  const unpack = unpackers[coding];
  if (unpack === undefined) throw new NotReached("broken", url);
  if (unpack === null && Number(response.headers["content-length"]) > bytesMax) throw new NotReached("too_large", url);
  // An answer that breaks off is an error of the one that reads here.
  const unpacked = unpack ? pipeline(response, unpack(), () => {}) : response;
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of unpacked as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > bytesMax) throw new NotReached("too_large", url);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof NotReached) throw error;
    throw new NotReached("broken", url, { cause: error });
  }
  return new Uint8Array(Buffer.concat(parts));
}

const unpackers: Record<string, (() => Transform) | null> = {
  identity: null,
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
