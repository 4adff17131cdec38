import type { UploadPart } from "#platform/http/read-multipart.ts";
import type { Logger } from "#platform/log.ts";
import { AppError } from "#platform/errors.ts";
import { FileTooLarge, type Storage } from "#platform/storage/storage.ts";
import { cleanName } from "./clean-name.ts";
import { checkHead, headBytes, kindOfName } from "./file-type.ts";
import type { RefusalCode } from "./refusals.ts";
import { storeFile, type StoredSource } from "./store-source.ts";

/** A file of an upload: on disk, or why it is not. */
export type TakenFile = StoredSource | { name: string; sizeBytes: number; refused: RefusalCode };

/** Checks and stores one part. A part that is refused is read to its end, so that the next one can be reached. */
export async function takeFile(storage: Storage, log: Logger, organizationId: string, part: UploadPart): Promise<TakenFile> {
  const name = cleanName(part.name);
  const refuse = async (code: RefusalCode): Promise<TakenFile> => {
    for await (const _ of part.content);
    return { name, sizeBytes: part.bytesRead(), refused: code };
  };
  const fileKind = kindOfName(name);
  if (!fileKind) return refuse("unsupported_type");
  const head = await readHead(part.content);
  const wrong = checkHead(fileKind, head);
  if (wrong) return refuse(wrong);
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* part.content;
  }
  try {
    return await storeFile(storage, organizationId, { name, kind: "file", fileKind }, whole());
  } catch (error) {
    if (error instanceof FileTooLarge) return refuse("too_large");
    if (error instanceof AppError) throw error;
    log.error({ err: error }, "an uploaded file could not be stored");
    return refuse("not_stored");
  }
}

async function readHead(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of content) {
    parts.push(part);
    length += part.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(parts);
}
