import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, expect, test, type TestContext } from "vitest";
import { useDataDirectory } from "../../data-directory.ts";
import { createLog } from "../../log.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./start.ts";

const isRoot = process.getuid?.() === 0;
const tidy: (() => void)[] = [];
afterEach(() => {
  for (const undo of tidy.splice(0).toReversed()) undo();
});

test("what a crash or a restore leaves in the database's folder does not keep it from starting", { timeout: 120_000 }, async () => {
  const dataDir = makeFolder();
  const data = join(dataDir, "postgres-18");
  await start(dataDir, "create table kept as select 7 as number");
  // PostgreSQL takes it for a server, since its user may signal it.
  const { pid } = runAsOwner(data, tmpdir());
  const left: Record<string, () => void> = {
    "an empty lock file": () => writeFileSync(join(data, "postmaster.pid"), ""),
    "a lock file without a number": () => writeFileSync(join(data, "postmaster.pid"), "\0\0\0\0\n"),
    "the id of a process that is gone": () => writeFileSync(join(data, "postmaster.pid"), lockOf(4_194_000, data)),
    "the id of another program": () => writeFileSync(join(data, "postmaster.pid"), lockOf(pid!, data)),
    "the socket's lock, with the id of another program": () => writeFileSync(join(dataDir, "run/.s.PGSQL.5432.lock"), lockOf(pid!, data)),
    "an empty lock of the socket": () => writeFileSync(join(dataDir, "run/.s.PGSQL.5432.lock"), ""),
    "a mode that is open to everybody": () => chmodSync(data, 0o777),
  };
  for (const [what, leave] of Object.entries(left)) {
    leave();
    const rows = await start(dataDir, "select number from kept").catch((error: unknown) => {
      throw new Error(`It did not start with ${what}.`, { cause: error });
    });
    expect(rows, what).toEqual([{ number: 7 }]);
  }
  expect(statSync(data).mode & 0o777).toBe(0o700);
});

test("a folder that is no database's is named, and stays as it was", async () => {
  const dataDir = makeFolder();
  mkdirSync(join(dataDir, "postgres-18"), { recursive: true });
  writeFileSync(join(dataDir, "postgres-18/notes.txt"), "Mine.");
  await expect(start(dataDir)).rejects.toThrow(/has no data of PostgreSQL 18\. Restore it/);
  expect(readdirSync(join(dataDir, "postgres-18"))).toEqual(["notes.txt"]);
});

test("a folder of the socket's name that was there before is named, and nothing of it is changed", async () => {
  const dataDir = makeFolder();
  mkdirSync(join(dataDir, "run"), { recursive: true, mode: 0o755 });
  writeFileSync(join(dataDir, "run/other.pid"), "1");
  await expect(start(dataDir)).rejects.toThrow(`${join(dataDir, "run")} holds other.pid, which is not Botcadence's.`);
  expect(statSync(join(dataDir, "run")).mode & 0o777).toBe(0o755);
  expect(readdirSync(dataDir)).toEqual(["run"]);
});

test("a disk that is mounted read-only is named", async (context) => {
  const folder = mount(context, "size=1m,ro");
  for (const name of ["data", "deep/er/data"]) {
    const dataDir = join(folder, name);
    await expect(start(dataDir)).rejects.toThrow(`DATA_DIR cannot be used: ${dataDir} is on a disk that is mounted read-only`);
  }
});

test("a link that leads to nothing is named, as DATA_DIR and on the way to it", async () => {
  const folder = makeFolder();
  mkdirSync(folder);
  symlinkSync(join(folder, "nothing"), join(folder, "link"));
  for (const name of ["link", "link/data"]) {
    const dataDir = join(folder, name);
    await expect(start(dataDir)).rejects.toThrow(`DATA_DIR cannot be used: ${dataDir} leads through a link to a folder`);
  }
});

test("a failure of something else is passed on as it is", async () => {
  const folder = makeFolder();
  mkdirSync(folder);
  const fail = (path?: string) =>
    useDataDirectory(folder, () => Promise.reject(Object.assign(new Error("It failed."), { code: "EACCES", path })));
  const working = process.cwd();
  process.chdir(folder);
  tidy.push(() => process.chdir(working));
  for (const path of [undefined, `${folder}2`, `${folder}2/file`, tmpdir() + "/other"])
    await expect(fail(path)).rejects.toThrow("It failed.");
  for (const path of [folder, join(folder, "file"), tmpdir()]) await expect(fail(path)).rejects.toThrow("DATA_DIR cannot be used");
});

test("a full disk is named, in any step, and nothing half-made stays", { timeout: 60_000 }, async (context) => {
  for (const size of ["4k", "1m", "20m"]) {
    const folder = mount(context, `size=${size}`);
    await expect(start(join(folder, "deep/data")), size).rejects.toThrow("is on a disk that is full");
    expect(readdirSync(folder)).toEqual([]);
  }
});

test("a failure quotes what PostgreSQL wrote last, and nothing of an earlier start", async () => {
  const dataDir = makeFolder();
  await start(dataDir);
  writeFileSync(join(dataDir, "postgres-18/postgresql.auto.conf"), "no_such_setting = 1\n");
  const error: Error = await start(dataDir).then(
    () => new Error("It started."),
    (thrown: Error) => thrown,
  );
  expect(error.message).toMatch(/^PostgreSQL did not start\..*unrecognized configuration parameter "no_such_setting"/s);
  expect(error.message).not.toContain("database system is shut down");
});

test("a server that another living process started is left to that one until it ends", { timeout: 60_000 }, async () => {
  const dataDir = makeFolder();
  await start(dataDir);
  const starter = runAsOwner(join(dataDir, "postgres-18"), tmpdir());
  const log = createLog("silent");
  const first = await startEmbeddedPostgres({ dataDir, log, settings: { "botcadence.started_by": String(starter.pid) } });
  tidy.push(() => void first.stop());
  // The server stays, and nobody holds the directory.
  await rowsOf(first, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'botcadence lock'");
  await first.ended;

  let isUp = false;
  const second = startEmbeddedPostgres({ dataDir, log }).finally(() => (isUp = true));
  await sleep(500);
  expect(isUp).toBe(false);
  starter.kill();
  const taken = await second;
  expect(await rowsOf(taken, "select 7 as number")).toEqual([{ number: 7 }]);
  await taken.stop();
});

test("what it waits for is said after three seconds", { timeout: 60_000 }, async () => {
  const dataDir = makeFolder();
  const data = join(dataDir, "postgres-18");
  await start(dataDir);
  // It lives, it works in the folder, and it never answers.
  const holder = runAsOwner(data, data);
  writeFileSync(join(data, "postmaster.pid"), lockOf(holder.pid!, data));
  const said: { sentence: string; afterMs: number }[] = [];
  const started = performance.now();
  const onProgress = (sentence: string) => {
    said.push({ sentence, afterMs: performance.now() - started });
    holder.kill();
  };
  await start(dataDir, "select", onProgress);
  expect(said.map(({ sentence }) => sentence)).toEqual([
    `Waiting for PostgreSQL. The process ${holder.pid} runs on DATA_DIR and does not answer.`,
  ]);
  expect(said[0]!.afterMs).toBeGreaterThan(2_900);
  expect(said[0]!.afterMs).toBeLessThan(20_000);
});

/** Starts it, asks it one thing, and stops it. */
async function start(dataDir: string, query = "select", onProgress?: (sentence: string) => void): Promise<unknown[]> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: createLog("silent"), onProgress });
  const rows = await rowsOf(postgres, query);
  await postgres.stop();
  return rows;
}

async function rowsOf({ connection }: EmbeddedPostgres, query: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query(query);
  await client.end();
  return rows;
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "botcadence-start-"));
  tidy.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "data");
}

/** Another program, as the user whom the database's folder belongs to. */
function runAsOwner(data: string, folder: string): ChildProcess {
  const { uid, gid } = statSync(data);
  const child = spawn("sleep", ["600"], { cwd: folder, ...(isRoot ? { uid, gid } : {}) });
  tidy.push(() => child.kill());
  return child;
}

/** What PostgreSQL writes into its lock file. */
function lockOf(pid: number, data: string): string {
  return `${pid}\n${data}\n1700000000\n5432\n${join(data, "../run")}\n\n  1234567         0\nready   \n`;
}

/** A disk of its own, as small or as closed as `options` say. */
function mount(context: TestContext, options: string): string {
  if (!isRoot || process.platform !== "linux") context.skip("only root can mount a small disk");
  const folder = mkdtempSync(join(tmpdir(), "botcadence-disk-"));
  tidy.push(() => rmSync(folder, { recursive: true }));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "pipe" });
  } catch {
    context.skip("nothing can be mounted here");
  }
  tidy.push(() => execFileSync("umount", ["-l", folder]));
  return folder;
}
