import { Inflate } from "fflate";
import { Unreadable } from "./block.ts";

const entriesMax = 2_000;
const inflatedBytesMax = 100_000_000;
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const [endLength, entryLength, localLength] = [22, 46, 30];

export type Unzipped = { names: string[]; files: Map<string, Uint8Array> };
type Entry = { name: string; flags: number; method: number; packedBytes: number; declaredBytes: number; offset: number };

/**
 * Unpacks a zip piece by piece, measuring as it goes, so that no reader has to trust its directory.
 *
 * @param wanted the names of the entries that are handed on; the others are measured alone
 * @returns the names of all entries, and the bytes of those that are wanted
 * @throws Unreadable `zip_bomb`, `encrypted` or `corrupt`
 */
export function guardZip(bytes: Uint8Array, wanted: (name: string) => boolean): Unzipped {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { entries, start } = readDirectory(bytes, view);
  if (new Set(entries.map((entry) => entry.name)).size < entries.length) throw new Unreadable("corrupt");
  const declared = entries.reduce((sum, entry) => sum + entry.declaredBytes, 0);
  if (declared > inflatedBytesMax) throw new Unreadable("zip_bomb");
  if (entries.some((entry) => entry.flags & 1)) throw new Unreadable("encrypted");
  const packed = placesOf(bytes, view, entries, start);
  const files = new Map<string, Uint8Array>();
  let left = inflatedBytesMax;
  let honest = true;
  for (const [index, { name, method, declaredBytes }] of entries.entries()) {
    const parts: Uint8Array[] = [];
    const size = unpack(packed[index]!, { method, bytesMax: left, take: wanted(name) ? (part) => parts.push(part) : () => {} });
    honest &&= size === declaredBytes;
    left -= size;
    if (wanted(name)) files.set(name, Buffer.concat(parts));
  }
  if (!honest) throw new Unreadable("corrupt");
  return { names: entries.map((entry) => entry.name), files };
}

/** Entries follow one another until something else comes; how many the end record says there are is nobody's business. */
function readDirectory(bytes: Uint8Array, view: DataView): { entries: Entry[]; start: number } {
  const end = findEnd(view);
  const start = view.getUint32(end + 16, true);
  const entries: Entry[] = [];
  let at = start;
  while (at + entryLength <= end && view.getUint32(at, true) === entrySignature) {
    if (entries.length === entriesMax) throw new Unreadable("zip_bomb");
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + entryLength, at + entryLength + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      declaredBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += entryLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // Nothing may stand between the directory and the record that ends it.
  if (at !== end) throw new Unreadable("corrupt");
  return { entries, start };
}

/** The end record stands last, before a comment of up to 64 kB. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - endLength - 65_535);
  for (let at = view.byteLength - endLength; at >= first; at -= 1) if (view.getUint32(at, true) === endSignature) return at;
  throw new Unreadable("corrupt");
}

/** The packed bytes of each entry. No two share any, and none reaches into the directory. */
function placesOf(bytes: Uint8Array, view: DataView, entries: readonly Entry[], directory: number): Uint8Array[] {
  const places = entries.map(({ offset, packedBytes }) => {
    if (offset + localLength > directory || view.getUint32(offset, true) !== localSignature) throw new Unreadable("corrupt");
    const start = offset + localLength + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    const end = start + packedBytes;
    if (end > directory) throw new Unreadable("corrupt");
    return { offset, start, end };
  });
  const inOrder = places.toSorted((one, other) => one.offset - other.offset);
  if (inOrder.some(({ end }, index) => end > (inOrder[index + 1]?.offset ?? directory))) throw new Unreadable("zip_bomb");
  return places.map(({ start, end }) => bytes.subarray(start, end));
}

type Unpacking = { method: number; bytesMax: number; take: (part: Uint8Array) => void };

/** How many bytes the entry really holds; stops as soon as that is more than `bytesMax`. */
function unpack(packed: Uint8Array, { method, bytesMax, take }: Unpacking): number {
  if (method !== 0 && method !== 8) throw new Unreadable("corrupt");
  let size = 0;
  const count = (part: Uint8Array) => {
    size += part.length;
    if (size > bytesMax) throw new Unreadable("zip_bomb");
    take(part);
  };
  if (method === 0) {
    count(packed);
    return size;
  }
  const inflate = new Inflate(count);
  try {
    const step = 16_384;
    for (let at = 0; at < packed.length; at += step) inflate.push(packed.subarray(at, at + step), at + step >= packed.length);
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable("corrupt");
  }
  return size;
}
