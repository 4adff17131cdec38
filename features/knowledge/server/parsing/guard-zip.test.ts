import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { makeDocx, understateSizes } from "#testing/documents.ts";
import { Unreadable } from "./block.ts";
import { guardZip } from "./guard-zip.ts";

const signature = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 };
const megabytes = (count: number) => new Uint8Array(count * 1_000_000);
const isXml = (name: string) => name.endsWith(".xml");

function codeOf(zip: Uint8Array): string {
  try {
    guardZip(zip, isXml);
    return "fine";
  } catch (error) {
    return error instanceof Unreadable ? error.code : String(error);
  }
}

/** The same zip, changed in place; `at` finds the nth record of a kind. */
function changed(zip: Uint8Array, change: (bytes: Buffer, at: (kind: keyof typeof signature, nth?: number) => number) => void): Uint8Array {
  const bytes = Buffer.from(zip);
  const places = (kind: keyof typeof signature) =>
    Array.from({ length: bytes.length - 3 }, (_, index) => index).filter((index) => bytes.readUInt32LE(index) === signature[kind]);
  change(bytes, (kind, nth = 0) => places(kind)[nth]!);
  return bytes;
}

const two = () => zipSync({ "a.xml": strToU8("<a/>".repeat(40)), "b.xml": strToU8("<b/>".repeat(40)) });
const sayCount = (zip: Uint8Array, count: number) =>
  changed(zip, (bytes, at) => {
    bytes.writeUInt16LE(count, at("end") + 8);
    bytes.writeUInt16LE(count, at("end") + 10);
  });

test("what is handed on is what was measured, unpacked, and of it what was asked for", () => {
  const { names, files } = guardZip(makeDocx([{ text: "Hello." }], { "word/media/picture.png": strToU8("picture") }), isXml);
  expect(names).toContain("word/media/picture.png");
  expect([...files.keys()]).not.toContain("word/media/picture.png");
  expect(Buffer.from(files.get("word/document.xml")!).toString()).toContain("Hello.");
});

test.each([0, 1, 2, 9])("an end record that says %i of two entries hides none", (count) => {
  const { names, files } = guardZip(sayCount(two(), count), isXml);
  expect(names).toEqual(["a.xml", "b.xml"]);
  expect([...files.keys()]).toEqual(["a.xml", "b.xml"]);
});

test("a bomb behind the entries that the end record counts is found", () => {
  const bomb = zipSync({ "a.xml": strToU8("<a/>"), "b.xml": megabytes(120) });
  expect(codeOf(sayCount(bomb, 1))).toBe("zip_bomb");
  expect(codeOf(sayCount(understateSizes(bomb), 1))).toBe("zip_bomb");
});

test("many entries that each hold little are a bomb together", () => {
  const entries = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`${index}.xml`, megabytes(20)]));
  expect(codeOf(understateSizes(zipSync(entries)))).toBe("zip_bomb");
});

test("more entries than a document has are a bomb, whatever the end record says", () => {
  const many = zipSync(Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`${index}.xml`, new Uint8Array()])));
  expect(codeOf(sayCount(many, 3))).toBe("zip_bomb");
});

test.each<[string, string, (bytes: Buffer, at: (kind: keyof typeof signature, nth?: number) => number) => void]>([
  ["two entries of one name", "corrupt", (bytes, at) => bytes.write("a.xml", at("entry", 1) + 46)],
  ["two entries that share their bytes", "zip_bomb", (bytes, at) => bytes.writeUInt32LE(0, at("entry", 1) + 42)],
  ["an entry that says less than it holds", "corrupt", (bytes, at) => bytes.writeUInt32LE(100, at("entry") + 24)],
  [
    "an entry that reaches into the next",
    "zip_bomb",
    (bytes, at) => bytes.writeUInt32LE(bytes.readUInt32LE(at("entry") + 20) + 4, at("entry") + 20),
  ],
  ["an entry that reaches into the directory", "corrupt", (bytes, at) => bytes.writeUInt32LE(5_000, at("entry", 1) + 20)],
  ["an entry that lies outside", "corrupt", (bytes, at) => bytes.writeUInt32LE(1_000_000, at("entry") + 42)],
  ["a directory that lies outside", "corrupt", (bytes, at) => bytes.writeUInt32LE(1_000_000, at("end") + 16)],
  ["a directory that begins before its place", "corrupt", (bytes, at) => bytes.writeUInt32LE(3, at("end") + 16)],
  ["a directory that breaks off", "corrupt", (bytes, at) => bytes.writeUInt32LE(0, at("entry", 1))],
  ["a way of packing that nobody reads", "corrupt", (bytes, at) => bytes.writeUInt16LE(12, at("entry") + 10)],
  ["an entry with a password", "encrypted", (bytes, at) => bytes.writeUInt16LE(1, at("entry") + 8)],
])("%s is refused", (_name, code, change) => {
  expect(codeOf(two())).toBe("fine");
  expect(codeOf(changed(two(), change))).toBe(code);
});
