import { extname } from "node:path";
import type { RefusalCode } from "./refusals.ts";

/** How a file is read. */
export type FileKind = "pdf" | "docx" | "text" | "csv" | "markdown";

const mediaTypes: Record<FileKind, string> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  text: "text/plain",
  csv: "text/csv",
  markdown: "text/markdown",
};
const kindOfEnding: Record<string, FileKind> = { ".pdf": "pdf", ".docx": "docx", ".txt": "text", ".csv": "csv", ".md": "markdown" };

/** How many of a file's first bytes `checkHead` wants to see. */
export const headBytes = 4_096;

/** By the ending of a name; null where files of this ending are not read. */
export function kindOfName(name: string): FileKind | null {
  return kindOfEnding[extname(name).toLowerCase()] ?? null;
}

export function mediaTypeOf(kind: FileKind): string {
  return mediaTypes[kind];
}

/** The kind that a source was stored as. */
export function kindOfMediaType(mediaType: string): FileKind {
  const found = (Object.keys(mediaTypes) as FileKind[]).find((kind) => mediaTypes[kind] === mediaType);
  if (!found) throw new Error(`No file is stored as ${mediaType}.`);
  return found;
}

/** What the first bytes alone tell against reading the file as `kind`; null when nothing does. */
export function checkHead(kind: FileKind, head: Uint8Array): RefusalCode | null {
  if (head.length === 0) return "empty";
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (kind === "pdf") return bytes.subarray(0, 1_024).includes("%PDF-") ? null : "wrong_type";
  if (kind === "docx") {
    if (startsWith(bytes, magic.ole)) return "encrypted_or_old";
    return startsWith(bytes, magic.zip) ? null : "wrong_type";
  }
  if (Object.values(magic).some((start) => startsWith(bytes, start))) return "wrong_type";
  return hasUtf16Mark(bytes) || !bytes.includes(0) ? null : "wrong_type";
}

const magic = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  zip: [0x50, 0x4b, 0x03, 0x04],
  /** Word before 2007, and a .docx with a password. */
  ole: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
  png: [0x89, 0x50, 0x4e, 0x47],
  jpeg: [0xff, 0xd8, 0xff],
  gzip: [0x1f, 0x8b, 0x08],
  elf: [0x7f, 0x45, 0x4c, 0x46],
} as const;

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function hasUtf16Mark(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
