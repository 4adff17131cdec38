import { Inflate } from "fflate";
import { Unreadable } from "./block.ts";

const entriesMax = 2_000;
const inflatedBytesMax = 100_000_000;
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

type Entry = { name: string; flags: number; method: number; packedBytes: number; declaredBytes: number; offset: number };

/**
 * Looks into a zip before anybody unpacks it: how many entries, what they say they hold, and what they really do,
 * inflated piece by piece without keeping it. Entries that share bytes count once each, as an unpacker would.
 *
 * @returns the entries' names
 * @throws Unreadable `zip_bomb`, `encrypted` or `corrupt`
 */
export function guardZip(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view);
  const declared = entries.reduce((sum, entry) => sum + entry.declaredBytes, 0);
  if (declared > inflatedBytesMax) throw new Unreadable("zip_bomb");
  if (entries.some((entry) => entry.flags & 1)) throw new Unreadable("encrypted");
  let total = 0;
  for (const entry of entries) total += measure(bytes, view, entry, inflatedBytesMax - total);
  return entries.map((entry) => entry.name);
}

function readDirectory(bytes: Uint8Array, view: DataView): Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > entriesMax) throw new Unreadable("zip_bomb");
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entrySignature) throw new Unreadable("corrupt");
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      declaredBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The end record stands last, before a comment of up to 64 kB. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= first; at -= 1) if (view.getUint32(at, true) === endSignature) return at;
  throw new Unreadable("corrupt");
}

/** How many bytes the entry really holds; stops as soon as it is more than `bytesMax`. */
function measure(bytes: Uint8Array, view: DataView, entry: Entry, bytesMax: number): number {
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== localSignature) throw new Unreadable("corrupt");
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packedBytes);
  if (packed.length < entry.packedBytes) throw new Unreadable("corrupt");
  if (entry.method === 0) return packed.length;
  if (entry.method !== 8) throw new Unreadable("corrupt");
  let size = 0;
  const inflate = new Inflate((chunk) => {
    size += chunk.length;
    if (size > bytesMax) throw new Unreadable("zip_bomb");
  });
  try {
    const step = 16_384;
    for (let at = 0; at < packed.length; at += step) inflate.push(packed.subarray(at, at + step), at + step >= packed.length);
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable("corrupt");
  }
  return size;
}
