import { invalid, AppError } from "#platform/errors.ts";
import { readMultipart, type UploadPart } from "#platform/http/read-multipart.ts";
import { createTurns } from "#platform/turns.ts";
import { parsers } from "#features/knowledge/server/parsing/parsers.ts";
import { attachmentBytesMax, type Attachment } from "../../contract/attachment.ts";
import { kindOfContent } from "./content-kind.ts";
import { nameAttachment } from "./name-attachment.ts";

/** A file as it will be stored: an image is re-encoded. */
export type TakenUpload = Pick<Attachment, "name" | "kind" | "width" | "height"> & { bytes: Uint8Array };

/** One image of each organization is re-encoded at a time, so that nobody's hold up those of others. */
const inTurn = createTurns();

/**
 * Reads the one file of an upload and finds out what it is.
 *
 * @throws AppError for a file that is not taken
 */
export async function takeUpload(request: Request, organizationId: string): Promise<TakenUpload> {
  const limits = { field: "file", filesMax: 1, bytesMax: attachmentBytesMax + 10_000 };
  const [upload] = await readMultipart(request, limits, async (part) => ({ name: part.name, bytes: await readWhole(part) }));
  const { name, bytes } = upload!;
  if (!bytes) throw new AppError("too_large", "A file has at most 5 MB. Choose a smaller one.");
  const kind = kindOfContent(bytes);
  const taken = { name: nameAttachment(name, kind), kind, width: null, height: null };
  if (kind !== "image") return { ...taken, bytes };
  return { ...taken, ...(await inTurn(organizationId, () => cleanImage(bytes, request.signal))) };
}

/** Null where it is too large: it is read to its end all the same, before which no browser hears an answer. */
async function readWhole(part: UploadPart): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  for await (const bytes of part.content) if (part.bytesRead() <= attachmentBytesMax) parts.push(bytes);
  return part.bytesRead() > attachmentBytesMax ? null : Buffer.concat(parts);
}

async function cleanImage(bytes: Uint8Array, signal: AbortSignal) {
  const cleaned = await parsers.clean(bytes, signal);
  if ("image" in cleaned) {
    if (!cleaned.image) throw invalid({ file: "The image has more than 50 million pixels. Make it smaller and attach it again." });
    return cleaned.image;
  }
  if (cleaned.failed === "corrupt") throw invalid({ file: "The image is damaged and cannot be opened. Save it again and attach that." });
  throw invalid({ file: "Opening the image takes more time or memory than an image may. Make it smaller and attach it again." });
}
