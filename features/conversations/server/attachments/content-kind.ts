import { AppError, invalid } from "#platform/errors.ts";
import { decodeText } from "#platform/text/decode-text.ts";
import type { AttachmentKind } from "../../contract/attachment.ts";

export const mediaTypes: Record<AttachmentKind, string> = { image: "image/webp", pdf: "application/pdf", text: "text/plain" };

/**
 * What a file is by its first bytes, whatever it is called and whatever its sender says that it is.
 *
 * @throws AppError for what is none of these
 */
export function kindOfContent(bytes: Buffer): AttachmentKind {
  if (bytes.length === 0) throw invalid({ file: "The file is empty. Choose another one." });
  if (images.some((isSuch) => isSuch(bytes))) return "image";
  if (startsWith(bytes, "%PDF-")) return "pdf";
  if (decodeText(bytes.subarray(0, sampleBytes)) === null)
    throw new AppError("unsupported_type", "Only images (JPEG, PNG, WebP, GIF and AVIF), PDF files and plain text can be sent.");
  return "text";
}

/** Even, so that it cuts no letter of UTF-16. */
const sampleBytes = 64_000;

const startsWith = (bytes: Buffer, start: string, at = 0) => bytes.subarray(at, at + start.length).toString("latin1") === start;

const images: readonly ((bytes: Buffer) => boolean)[] = [
  (bytes) => startsWith(bytes, "\x89PNG\r\n\x1a\n"),
  (bytes) => startsWith(bytes, "\xff\xd8\xff"),
  (bytes) => startsWith(bytes, "GIF8"),
  (bytes) => startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8),
  (bytes) => startsWith(bytes, "ftypavif", 4) || startsWith(bytes, "ftypavis", 4),
];
