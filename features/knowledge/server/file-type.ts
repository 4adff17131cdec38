import { extname } from "node:path";
import { decodeText } from "#platform/text/decode-text.ts";
import type { RefusalCode } from "./refusals.ts";

/** How a file is read. */
export type FileKind = "pdf" | "docx" | "text" | "csv" | "markdown" | "html" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "rtf" | "eml";

const office = "application/vnd.openxmlformats-officedocument";
const openDocument = "application/vnd.oasis.opendocument";
/** `container`: what its bytes are, where not text. */
const kinds: Record<FileKind, { mediaType: string; endings: string[]; container?: "pdf" | "zip" }> = {
  pdf: { mediaType: "application/pdf", endings: [".pdf"], container: "pdf" },
  docx: { mediaType: `${office}.wordprocessingml.document`, endings: [".docx"], container: "zip" },
  text: { mediaType: "text/plain", endings: [".txt"] },
  csv: { mediaType: "text/csv", endings: [".csv"] },
  markdown: { mediaType: "text/markdown", endings: [".md"] },
  html: { mediaType: "text/html", endings: [".html", ".htm"] },
  xlsx: { mediaType: `${office}.spreadsheetml.sheet`, endings: [".xlsx"], container: "zip" },
  pptx: { mediaType: `${office}.presentationml.presentation`, endings: [".pptx"], container: "zip" },
  odt: { mediaType: `${openDocument}.text`, endings: [".odt"], container: "zip" },
  ods: { mediaType: `${openDocument}.spreadsheet`, endings: [".ods"], container: "zip" },
  odp: { mediaType: `${openDocument}.presentation`, endings: [".odp"], container: "zip" },
  rtf: { mediaType: "application/rtf", endings: [".rtf"] },
  eml: { mediaType: "message/rfc822", endings: [".eml"] },
};
const kindNames = Object.keys(kinds) as FileKind[];

/** How many of a file's first bytes `checkHead` wants to see. */
export const headBytes = 4_096;

/** By the ending of a name; null where files of this ending are not read. */
export function kindOfName(name: string): FileKind | null {
  const ending = extname(name).toLowerCase();
  return kindNames.find((kind) => kinds[kind].endings.includes(ending)) ?? null;
}

/** The name of a file without an ending that is read. */
export function withoutEnding(name: string): string {
  return kindOfName(name) ? name.slice(0, -extname(name).length) : name;
}

export function mediaTypeOf(kind: FileKind): string {
  return kinds[kind].mediaType;
}

/** By what a server calls it; null where that is not read. */
export function findMediaType(mediaType: string): FileKind | null {
  return kindNames.find((kind) => kinds[kind].mediaType === mediaType) ?? null;
}

/** The kind that a source was stored as. */
export function kindOfMediaType(mediaType: string): FileKind {
  const found = findMediaType(mediaType);
  if (!found) throw new Error(`No file is stored as ${mediaType}.`);
  return found;
}

/** What the first bytes alone tell against reading the file as `kind`; null when nothing does. */
export function checkHead(kind: FileKind, head: Uint8Array): RefusalCode | null {
  if (head.length === 0) return "empty";
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const { container } = kinds[kind];
  if (container === "pdf") return bytes.subarray(0, 1_024).includes("%PDF-") ? null : "wrong_type";
  if (container === "zip") {
    if (startsWith(bytes, magic.ole)) return "encrypted_or_old";
    return startsWith(bytes, magic.zip) ? null : "wrong_type";
  }
  if (Object.values(magic).some((start) => startsWith(bytes, start))) return "wrong_type";
  return !bytes.includes(0) || decodeText(bytes) !== null ? null : "wrong_type";
}

const magic = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  zip: [0x50, 0x4b, 0x03, 0x04],
  /** Office before 2007, and a file of today with a password. */
  ole: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
  png: [0x89, 0x50, 0x4e, 0x47],
  jpeg: [0xff, 0xd8, 0xff],
  gzip: [0x1f, 0x8b, 0x08],
  elf: [0x7f, 0x45, 0x4c, 0x46],
} as const;

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
