import { mkdtemp, readdir, readlink, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLocalStorage } from "./local-storage.ts";
import { FileTooLarge, type Storage } from "./storage.ts";

let root: string;
let storage: Storage;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "botcadence-storage-"));
  storage = openLocalStorage(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function* content(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}
const textOf = async (key: string) => {
  const file = await storage.read(key);
  return file && { sizeBytes: file.sizeBytes, text: await new Response(file.stream).text() };
};

test("a file is written, replaced, listed, read and removed", async () => {
  const written = await storage.write("org_a/src_1", content("he", "llo"), 5);
  expect(written).toEqual({ sizeBytes: 5, sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" });
  await storage.write("org_a/src_1", content("bye"), 5);
  expect(await textOf("org_a/src_1")).toEqual({ sizeBytes: 3, text: "bye" });
  const keys: string[] = [];
  for await (const { key } of storage.list()) keys.push(key);
  expect(keys).toEqual(["org_a/src_1"]);
  await storage.remove("org_a/src_1");
  await storage.remove("org_a/src_1");
  expect(await textOf("org_a/src_1")).toBeNull();
});

test("of many keys those without a file are named", async () => {
  await storage.write("org_a/src_6", content("x"), 5);
  expect(await storage.missing(["org_a/src_6", "org_a/src_7", "org_b/src_6"])).toEqual(["org_a/src_7", "org_b/src_6"]);
  expect(await storage.missing([])).toEqual([]);
  await storage.remove("org_a/src_6");
});

test("a part of a file is read from its first to its last byte", async () => {
  await storage.write("org_a/src_2", content("0123456789"), 10);
  const part = async (first: number, last: number) => new Response((await storage.read("org_a/src_2", { first, last }))?.stream).text();
  expect([await part(0, 0), await part(3, 5), await part(9, 9)]).toEqual(["0", "345", "9"]);
  expect(await storage.read("org_a/src_3", { first: 0, last: 0 })).toBeNull();
});

test("a reader that stops, whenever it does, closes the file and throws nowhere", async () => {
  await storage.write("org_a/src_4", content("x".repeat(400_000)), 400_000);
  const openFiles = async () => {
    const links = await Promise.all((await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")));
    return links.filter((link) => link.endsWith("src_4")).length;
  };
  for (let round = 0; round < 200; round += 1) {
    const reader = (await storage.read("org_a/src_4"))!.stream.getReader();
    for (let part = 0; part < round % 4; part += 1) await reader.read();
    if (round % 2) void reader.read();
    await reader.cancel();
  }
  await expect.poll(openFiles).toBe(0);
});

test("an empty file is read as one", async () => {
  await storage.write("org_a/src_5", content(), 10);
  expect(await textOf("org_a/src_5")).toEqual({ sizeBytes: 0, text: "" });
});

test("a file that is too large, or whose source breaks off, leaves nothing and harms no older one", async () => {
  await storage.write("org_b/src_1", content("old"), 10);
  await expect(storage.write("org_b/src_1", content("12345", "678901"), 10)).rejects.toBeInstanceOf(FileTooLarge);
  const broken = (async function* () {
    yield Buffer.from("half");
    throw new Error("cut off");
  })();
  await expect(storage.write("org_b/src_1", broken, 10)).rejects.toThrow("cut off");
  expect(await textOf("org_b/src_1")).toMatchObject({ text: "old" });
  expect(await readdir(join(root, ".drafts"))).toEqual([]);
});

test.each(["../etc", "a/../b", "/a/b", "a//b", "a/b/", "a", "a/.b", ".drafts/x", "a\\b/c", "a/b\0", "A/b", ""])(
  "the key %j is refused",
  async (key) => {
    await expect(storage.write(key, content("x"), 10)).rejects.toThrow("Not a key");
    await expect(storage.read(key)).rejects.toThrow("Not a key");
    await expect(storage.missing([key])).rejects.toThrow("Not a key");
    await expect(storage.remove(key)).rejects.toThrow("Not a key");
  },
);

test("a reader who goes away in the middle harms nobody, and the file is closed", async () => {
  await storage.write("org_c/src_1", content("x".repeat(4_000_000)), 10_000_000);
  for (let round = 0; round < 30; round += 1) {
    const reader = (await storage.read("org_c/src_1"))!.stream.getReader();
    for (let part = 0; part <= round % 3; part += 1) expect((await reader.read()).value?.length).toBeGreaterThan(0);
    await reader.cancel();
  }
  await storage.remove("org_c/src_1");
});

test("what a crash left half-written is removed once it is old", async () => {
  for (const name of ["old", "young"]) await writeFile(join(root, ".drafts", name), "half");
  await utimes(join(root, ".drafts", "old"), new Date(0), new Date(0));
  expect(await storage.removeDrafts(60_000)).toBe(1);
  expect(await readdir(join(root, ".drafts"))).toEqual(["young"]);
});
