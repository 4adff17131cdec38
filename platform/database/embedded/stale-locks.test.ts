import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { directoriesOf, type Directories } from "./directories.ts";
import { removeStaleLocks } from "./stale-locks.ts";

const port = 5432;
let folder: string;
let directories: Directories;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "botcadence-locks-"));
  directories = directoriesOf(folder);
  mkdirSync(directories.data);
  mkdirSync(directories.socket, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

test("an empty lock file is another process's that is starting, until it has been empty for seconds", async () => {
  const path = join(directories.data, "postmaster.pid");
  writeFileSync(path, "");
  expect(await removeStaleLocks(directories, port)).toBeNull();
  expect(existsSync(path)).toBe(true);
  const before = new Date(Date.now() - 5_000);
  utimesSync(path, before, before);
  expect(await removeStaleLocks(directories, port)).toBeNull();
  expect(existsSync(path)).toBe(false);
});

test.skipIf(process.platform !== "linux")("a program that works in the database's folder holds it, and its lock file stays", async () => {
  const path = join(directories.data, "postmaster.pid");
  writeFileSync(path, `${process.pid}\n`);
  const working = process.cwd();
  process.chdir(directories.data);
  try {
    expect(await removeStaleLocks(directories, port)).toBe(process.pid);
  } finally {
    process.chdir(working);
  }
  expect(existsSync(path)).toBe(true);
  expect(await removeStaleLocks(directories, port)).toBeNull();
  expect(existsSync(path)).toBe(false);
});
