import { spawn, type ChildProcess } from "node:child_process";
import { open, readFile, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "../../log.ts";
import { initialize, isAlive, prepareDirectories, programEnvironment, type Directories } from "./directories.ts";
import { findPostgres, type PostgresPackage } from "./package.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";

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
  onProgress?: (sentence: string) => void;
  /** Further settings, as `-c name=value`. */
  settings?: Record<string, string>;
};

export const databaseName = "botcadence";
const port = 5432;
const startMsMax = 60_000;
const logBytesMax = 10_000_000;
/** Held by the process that uses the directory, on a connection of its own, for as long as it lives. */
const directoryLock = 7_341_001;

/**
 * Starts the PostgreSQL that npm brought, in `DATA_DIR/postgres-18`, on a private socket; or takes over one that a
 * killed process left running. Nothing listens on the network.
 *
 * @throws "DATA_DIR is already in use by another process" when a live process of ours holds it
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const postgres = await findPostgres();
  const directories = await prepareDirectories(options.dataDir);
  const runAs = await chooseRunAs(directories.data);
  const started = performance.now();
  if (!(await stat(directories.data).catch(() => null))) options.onProgress?.("Making the database");
  await initialize(directories, postgres, runAs);

  while (true) {
    const state = await probe(directories);
    if (state.is === "up") return attach(options, directories, state.client, null);
    if (performance.now() - started > startMsMax) throw new Error(`PostgreSQL did not start: ${state.why} See ${directories.log}.`);
    if (state.is === "busy") {
      await sleep(100);
      continue;
    }
    const child = await launch(options, directories, postgres, runAs);
    const client = await waitUntilUp(child, directories, started);
    if (client) return attach(options, directories, client, child);
    // A backend that outlives its killed postmaster keeps the shared memory until it notices; another try soon.
    const last = await lastLines(directories.log);
    if (!/shared memory block|postmaster\.pid/.test(last)) throw new Error(`PostgreSQL did not start:\n${last}`);
    await sleep(250);
  }
}

type State = { is: "up"; client: pg.Client } | { is: "busy" | "down"; why: string };

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
    // 57P03: starting up or shutting down.
    return { is: code === "57P03" ? "busy" : "down", why: `${message}.` };
  }
}

async function launch(options: Options, directories: Directories, postgres: PostgresPackage, runAs: RunAs): Promise<ChildProcess> {
  const size = await stat(directories.log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logBytesMax) await truncate(directories.log);
  const log = await open(directories.log, "a", 0o600);
  const settings = {
    listen_addresses: "",
    unix_socket_permissions: "0700",
    // Lets a backend notice within half a second that its client, or its postmaster, is gone.
    client_connection_check_interval: "500",
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

async function waitUntilUp(child: ChildProcess, directories: Directories, started: number): Promise<pg.Client | null> {
  const isGone = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  while (!isGone() && performance.now() - started < startMsMax) {
    const state = await probe(directories);
    if (state.is === "up") return state.client;
    await sleep(25);
  }
  if (!isGone()) child.kill("SIGQUIT");
  return null;
}

/** Takes the lock, without which a server that answers is another process's. */
async function attach(
  options: Options,
  directories: Directories,
  client: pg.Client,
  child: ChildProcess | null,
): Promise<EmbeddedPostgres> {
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

  const pid = await postmasterPid(directories);
  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    const report = () => {
      if (!stopping) resolve(`PostgreSQL ended without being asked to. See ${directories.log}.`);
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

async function lastLines(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.trim().split("\n").slice(-8).join("\n");
}
