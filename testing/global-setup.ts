import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#platform/database/embedded/start.ts";
import { migrate } from "#platform/database/migrate.ts";
import { createLog } from "#platform/log.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server of this run and the migrated database that each test file clones. */
    postgres: { host: string; port: number; user: string; template: string };
    /** With how many inputs each operation is tried, and from which seed they are made. */
    fuzz: { runs: number; seed: number };
  }
}

/** One PostgreSQL a run: the one that TEST_DATABASE_URL names, else an embedded one in a temporary folder. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL ? given(process.env.TEST_DATABASE_URL) : await embedded();
  const template = `template_${Date.now()}`;
  const { host, port, user } = server;
  await onServer(server, `create database ${template}`);
  const connection = { host, port, user, database: template };
  await migrate(connection, (role) => ({ ...connection, user: role }), "unused: the test server trusts");
  project.provide("fuzz", { runs: Number(process.env.FUZZ_RUNS ?? 6), seed: Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31) });
  project.provide("postgres", { host, port, user, template });
  return server.stop;
}

type Server = { host: string; port: number; user: string; stop(): Promise<void> };

async function embedded(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), "botcadence-test-"));
  const settings = { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: "400" };
  const postgres = await startEmbeddedPostgres({ dataDir, log: createLog("warn"), settings });
  return {
    ...postgres.connection,
    async stop() {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A throw-away server's superuser; the databases created on it go when the server is thrown away. */
function given(url: string): Server {
  const client = new pg.Client({ connectionString: url });
  return { host: client.host, port: client.port, user: client.user ?? "postgres", stop: async () => {} };
}

async function onServer(server: Server, statement: string): Promise<void> {
  const client = new pg.Client({ host: server.host, port: server.port, user: server.user, database: "postgres" });
  await client.connect();
  await client.query(statement);
  await client.end();
}
