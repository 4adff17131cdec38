import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { unzip } from "#testing/unzip.ts";
import { zip, type ZipEntry } from "./zip.ts";

const modifiedAt = new Date("2026-11-26T12:00:00Z");
const collect = async (entries: AsyncIterable<ZipEntry>) => {
  const parts: Uint8Array[] = [];
  for await (const part of zip(entries)) parts.push(part);
  return Buffer.concat(parts);
};
const entry = (path: string, content: AsyncIterable<Uint8Array>, compress = true): ZipEntry => ({ path, content, compress, modifiedAt });
async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

test("what was put in comes out of another program, byte for byte, whatever the name", async () => {
  const bytes = randomBytes(300_000);
  const archive = await collect(
    (async function* () {
      yield entry("data/a.jsonl", pieces("one\n", "two\n"));
      yield entry("files/Übergrößen 東京 🛒.pdf", pieces(bytes.subarray(0, 7), bytes.subarray(7)), false);
      yield entry("empty", pieces());
    })(),
  );
  const files = await unzip(archive);
  expect([...files.keys()]).toEqual(["data/a.jsonl", "files/Übergrößen 東京 🛒.pdf", "empty"]);
  expect(files.get("data/a.jsonl")?.toString()).toBe("one\ntwo\n");
  expect(files.get("files/Übergrößen 東京 🛒.pdf")?.equals(bytes)).toBe(true);
  expect(files.get("empty")).toHaveLength(0);
});

test("nothing is produced ahead of the reader", async () => {
  let made = 0;
  const archive = zip(
    (async function* () {
      yield entry(
        "large",
        (async function* () {
          for (; made < 1_000; made += 1) yield randomBytes(65_536);
        })(),
      );
    })(),
  );
  let taken = 0;
  for (let part = 0; part < 20; part += 1) taken += ((await archive.next()).value as Uint8Array).length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  // What is in between is less than 3 MB, of 65 that could be made.
  expect(made * 65_536 - taken).toBeLessThan(3_000_000);
  await archive.return(undefined);
});

test("a failure of an entry reaches the reader", async () => {
  const broken = (async function* () {
    yield Buffer.from("half");
    throw new Error("cut off");
  })();
  await expect(
    collect(
      (async function* () {
        yield entry("a", broken);
      })(),
    ),
  ).rejects.toThrow("cut off");
});

test("a reader that stops ends what it read from", async () => {
  const ended: string[] = [];
  const archive = zip(
    (async function* () {
      try {
        yield entry(
          "a",
          (async function* () {
            try {
              for (;;) yield randomBytes(65_536);
            } finally {
              ended.push("content");
            }
          })(),
        );
      } finally {
        ended.push("entries");
      }
    })(),
  );
  for await (const _part of archive) break;
  expect(ended.toSorted()).toEqual(["content", "entries"]);
});
