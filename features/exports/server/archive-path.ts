import type { ArchivedFile } from "#access/tables.ts";

/** Bytes of a name in UTF-8; most file systems take 255. */
const nameBytesMax = 180;

/** Where a record's file lies in an archive: in a folder of its own, so that equal names do not meet. */
export function filePath(id: string, { name }: Pick<ArchivedFile, "name">): string {
  return `files/${id}/${safeName(name)}`;
}

/**
 * A name that every system can write and that names nothing but a file in its folder: no separators, control or
 * direction characters, no dots or spaces at the ends, none of Windows' devices, not too long. The ending stays.
 */
export function safeName(name: string): string {
  const plain = name
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, "_")
    .trim()
    .replace(/^\.+|[. ]+$/g, "_");
  const harmless = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain;
  return shorten(harmless === "" ? "_" : harmless);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= nameBytesMax) return name;
  const ending = /\.[\w-]{1,16}$/.exec(name)?.[0] ?? "";
  let stem = "";
  for (const character of name.slice(0, name.length - ending.length)) {
    if (Buffer.byteLength(stem + character + ending) > nameBytesMax) break;
    stem += character;
  }
  return stem.trimEnd() + ending;
}
