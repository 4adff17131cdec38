import { spawn, type ChildProcess } from "node:child_process";
import { open, readFile, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { useDataDirectory } from "../../data-directory.ts";
import { forgetPostgresVariables } from "../../env.ts";
import type { Logger } from "../../log.ts";
import { sayWhenSlow } from "../../say-when-slow.ts";
import { directoriesOf, initialize, isAlive, programEnvironment, type Directories } from "./directories.ts";
import { findPostgres, type PostgresPackage } from "./package.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";
import { removeStaleLocks } from "./stale-locks.ts";

export type EmbeddedPostgres = {
  /** How the superuser connects: for roles and migrations, and for nothing else. */
  connection: { host: string; port: number; user: string; database: string };
  version: string;
  /** PostgreSQL's data directory. */
  directory: string;
  /** Resolves with the reason, as a sentence, when PostgreSQL ended without being asked to. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

type Options = {
  dataDir: string;
  log: Logger;
  /** Told what is happening, sentence by sentence. */
  onProgress?: (sentence: string) => void;
  /** Further settings, as `-c name=value`. */
  settings?: Record<string, string>;
};

export const databaseName = "botcadence";
const port = 5432;
const startMsMax = 60_000;
const logBytesMax = 10_000_000;
const giveWayMs = 5_000;
/** Held by the process that uses the directory, on a connection of its own, for as long as it lives. */
const directoryLock = 7_341_001;

/**
 * Starts the PostgreSQL that npm brought, in `DATA_DIR/postgres-18`, on a private socket; or takes over one that a
 * killed process left running. Nothing listens on the network.
 *
 * @throws "DATA_DIR is already in use by another process" when a live process of ours holds it
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  forgetPostgresVariables();
  return useDataDirectory(options.dataDir, async () => {
    const postgres = await findPostgres();
    const directories = directoriesOf(options.dataDir);
    const runAs = await chooseRunAs(directories.data);
    if (!(await stat(directories.data).catch(() => null))) options.onProgress?.("Creating the database");
    await initialize(directories, postgres, runAs);
    const waiting = { why: "It is starting." };
    return sayWhenSlow(run(options, directories, postgres, runAs, waiting), () =>
      options.onProgress?.(`Waiting for PostgreSQL. ${waiting.why}`),
    );
  });
}

/** Tries until PostgreSQL answers; `waiting.why` says at each moment what is in the way. */
async function run(
  options: Options,
  directories: Directories,
  postgres: PostgresPackage,
  runAs: RunAs,
  waiting: { why: string },
): Promise<EmbeddedPostgres> {
  const started = performance.now();
  const isLate = () => performance.now() - started > startMsMax;
  const logged = await sizeOf(directories.log);
  while (true) {
    const state = await probe(directories);
    if (state.is === "up") return attach(options, directories, state.client, null);
    if (isLate()) throw await failure(`PostgreSQL did not start within a minute. ${waiting.why}`, directories, logged);
    if (state.is === "busy") {
      waiting.why = state.why;
      await sleep(100);
      continue;
    }
    const child = await launch(options, directories, postgres, runAs);
    const client = await waitUntilUp(child, directories, isLate, waiting);
    if (client) return attach(options, directories, client, child);
    const said = await lastLines(directories, logged);
    if (!mayPass.test(said)) throw await failure("PostgreSQL did not start.", directories, logged);
    const holder = await removeStaleLocks(directories, port);
    waiting.why = holder ? `The process ${holder} runs on DATA_DIR and does not answer.` : (said.split("\n").at(-1) ?? "");
    await sleep(250);
  }
}

/**
 * A backend that outlives its killed postmaster keeps the shared memory until it notices; a lock file may be stale, or
 * of a server that is about to end.
 */
const mayPass = /shared memory block|lock file/;

type State = { is: "up"; client: pg.Client } | { is: "busy"; why: string } | { is: "down" };

async function probe(directories: Directories): Promise<State> {
  const client = new pg.Client({
    host: directories.socket,
    port,
    user: "postgres",
    database: "postgres",
    application_name: "botcadence lock",
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return { is: "up", client };
  } catch (error) {
    await client.end().catch(() => {});
    const { code, message } = error as NodeJS.ErrnoException;
    // Starting up, recovering or shutting down, and it says which: "the database system is …".
    return code === "57P03" ? { is: "busy", why: `It says: ${message}.` } : { is: "down" };
  }
}

async function launch(options: Options, directories: Directories, postgres: PostgresPackage, runAs: RunAs): Promise<ChildProcess> {
  if ((await sizeOf(directories.log)) > logBytesMax) await truncate(directories.log);
  const log = await open(directories.log, "a", 0o600);
  const settings = {
    listen_addresses: "",
    unix_socket_permissions: "0700",
    // Lets a backend notice within half a second that its client, or its postmaster, is gone.
    client_connection_check_interval: "500",
    "botcadence.started_by": String(process.pid),
    ...options.settings,
  };
  const words = ["-D", directories.data, "-k", directories.socket, "-p", String(port)];
  for (const [name, value] of Object.entries(settings)) words.push("-c", `${name}=${value}`);
  const [program = "", ...rest] = [...runAs.prefix, join(postgres.bin, "postgres"), ...words];
  // Detached: Ctrl-C must reach us alone, so that requests in flight still find their database.
  const child = spawn(program, rest, { detached: true, env: programEnvironment(postgres), stdio: ["ignore", log.fd, log.fd] });
  child.on("error", (error) => options.log.error({ error: error.message }, "PostgreSQL could not be started"));
  await log.close();
  return child;
}

async function waitUntilUp(
  child: ChildProcess,
  directories: Directories,
  isLate: () => boolean,
  waiting: { why: string },
): Promise<pg.Client | null> {
  const isGone = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  while (!isGone() && !isLate()) {
    const state = await probe(directories);
    if (state.is === "up") return state.client;
    if (state.is === "busy") waiting.why = state.why;
    await sleep(25);
  }
  if (!isGone()) child.kill("SIGQUIT");
  return null;
}

/**
 * Takes the lock, without which a server that answers is another process's.
 *
 * @param launched what we started ourselves, which of two starts at once may be the one that found the directory taken
 */
async function attach(
  options: Options,
  directories: Directories,
  client: pg.Client,
  launched: ChildProcess | null,
): Promise<EmbeddedPostgres> {
  const pid = await postmasterPid(directories);
  const child = launched?.pid === pid ? launched : null;
  if (!child) await giveWay(client);
  const { rows } = await client.query("select pg_try_advisory_lock($1) as mine, current_setting('server_version') as version", [
    directoryLock,
  ]);
  if (!rows[0].mine) {
    await client.end();
    throw new Error(`DATA_DIR is already in use by another process: ${options.dataDir}. Stop that one, or choose another DATA_DIR.`);
  }
  const { rowCount } = await client.query("select from pg_database where datname = $1", [databaseName]);
  if (!rowCount) await client.query(`create database ${databaseName}`);
  if (!child) options.log.info("found PostgreSQL still running from an earlier process, and took it over");

  const logged = await sizeOf(directories.log);
  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    const report = () => {
      if (!stopping) void failure("PostgreSQL ended without being asked to.", directories, logged).then(({ message }) => resolve(message));
    };
    if (child) child.once("exit", report);
    client.once("end", report);
  });
  return {
    connection: { host: directories.socket, port, user: "postgres", database: databaseName },
    version: rows[0].version,
    directory: directories.data,
    ended,
    async stop() {
      if (stopping) return;
      stopping = true;
      await stopPostmaster(pid);
      await client.end().catch(() => {});
    },
  };
}

/** Lets the process that started the server take the lock first: when that one ends, the server ends with it. */
async function giveWay(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select current_setting('botcadence.started_by', true) as pid");
  const starter = Number(rows[0].pid);
  const isTaken = async () =>
    (await client.query("select from pg_locks where locktype = 'advisory' and objid = $1", [directoryLock])).rowCount !== 0;
  if (starter === process.pid) return;
  for (let waitedMs = 0; waitedMs < giveWayMs && starter > 0 && isAlive(starter) && !(await isTaken()); waitedMs += 25) await sleep(25);
}

/** Fast shutdown; after ten seconds an immediate one, from which the next start recovers. */
async function stopPostmaster(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, "SIGINT");
  for (let waitedMs = 0; isAlive(pid); waitedMs += 20) {
    if (waitedMs === 10_000) process.kill(pid, "SIGQUIT");
    await sleep(20);
  }
}

/** The first line of the file that PostgreSQL keeps while it runs. */
async function postmasterPid(directories: Pick<Directories, "data">): Promise<number> {
  return Number((await readFile(join(directories.data, "postmaster.pid"), "utf8")).split("\n")[0]);
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}

async function failure(sentence: string, directories: Directories, logged: number): Promise<Error> {
  return new Error(`${sentence} Its log, ${directories.log}, ends with:\n${await lastLines(directories, logged)}`);
}

/** What PostgreSQL wrote last, of what it wrote since its log had `logged` bytes. */
async function lastLines({ log }: Directories, logged: number): Promise<string> {
  const content = await readFile(log).catch(() => Buffer.alloc(0));
  const text = content.subarray(logged > content.length ? 0 : logged).toString();
  return text.trim().split("\n").slice(-8).join("\n");
}
