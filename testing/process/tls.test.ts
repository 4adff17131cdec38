import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { appendFileSync, chmodSync, chownSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { directoriesOf, initialize, programEnvironment } from "#platform/database/embedded/directories.ts";
import { findPostgres } from "#platform/database/embedded/package.ts";
import { chooseRunAs } from "#platform/database/embedded/run-as.ts";
import { freePort } from "#testing/free-port.ts";
import { callOf, signUp } from "./account.ts";
import { makeCertificates } from "./certificates.ts";
import { eventually, runServer, startServer } from "./server-process.ts";

test(
  "a PostgreSQL of one's own is reached over TLS alone, with a certificate of a private authority",
  { timeout: 240_000 },
  async (context) => {
    const folder = mkdtempSync(join(tmpdir(), "botcadence-tls-"));
    chmodSync(folder, 0o755);
    if (!makeCertificates(folder, "localhost")) return context.skip("openssl is missing, which makes the certificates");
    const server = await startOverTls(folder);
    try {
      const address = (query: string) => ({
        DATABASE_URL: `postgres://postgres@localhost:${server.port}/postgres${query}`,
        APP_SECRET: randomBytes(32).toString("hex"),
      });
      const authority = `sslrootcert=${encodeURIComponent(join(folder, "ca.pem"))}`;

      const trusted = await startServer({ variables: address(`?sslmode=verify-full&${authority}`) });
      const account = await signUp(trusted.url);
      expect((await callOf(account, "POST /projects", { name: "Over TLS" })).status).toBe(201);
      const { rows } = await server.asAdministrator.query(
        "select application_name, ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name like 'botcadence%'",
      );
      expect(rows.length).toBeGreaterThan(2);
      expect(rows.filter((row) => !row.ssl)).toEqual([]);
      await trusted.stop();

      const unknown = await runServer({ variables: address("?sslmode=verify-full") });
      expect([unknown.code, unknown.output]).toEqual([1, expect.stringContaining("sslrootcert=/path/to/ca.pem")]);
      const required = await runServer({ variables: address("?sslmode=require") });
      expect([required.code, required.output]).toEqual([1, expect.stringContaining("The database's server cannot be trusted")]);
      const otherName = {
        ...address(""),
        DATABASE_URL: `postgres://postgres@127.0.0.1:${server.port}/postgres?sslmode=verify-full&${authority}`,
      };
      const misnamed = await runServer({ variables: otherName });
      expect([misnamed.code, misnamed.output]).toEqual([1, expect.stringContaining("The database's server cannot be trusted")]);
      const plain = await runServer({ variables: address("") });
      expect([plain.code, plain.output]).toEqual([1, expect.stringContaining("no encryption")]);
    } finally {
      await server.stop();
    }
  },
);

/** A server that takes nobody without TLS over the network; its socket is the administrator's. */
async function startOverTls(folder: string): Promise<{ port: number; asAdministrator: pg.Client; stop(): Promise<void> }> {
  const dataDir = join(folder, "data");
  mkdirSync(dataDir);
  const [postgres, directories, port] = [await findPostgres(), directoriesOf(dataDir), await freePort()];
  const runAs = await chooseRunAs(directories.data);
  await initialize(directories, postgres, runAs);
  writeFileSync(join(directories.data, "pg_hba.conf"), "local all all trust\nhostssl all all 127.0.0.1/32 trust\n");
  for (const name of ["server.key", "server.pem"]) {
    if (runAs.owner) chownSync(join(folder, name), runAs.owner.uid, runAs.owner.gid);
    chmodSync(join(folder, name), 0o600);
  }
  appendFileSync(
    join(directories.data, "postgresql.conf"),
    `\nssl = on\nssl_cert_file = '${join(folder, "server.pem")}'\nssl_key_file = '${join(folder, "server.key")}'\nlisten_addresses = '127.0.0.1'\n`,
  );
  const words = ["-D", directories.data, "-k", directories.socket, "-p", String(port)];
  const [program = "", ...rest] = [...runAs.prefix, join(postgres.bin, "postgres"), ...words];
  const child = spawn(program, rest, { env: programEnvironment(postgres), stdio: "ignore" });
  const asAdministrator = await connected({ host: directories.socket, port, user: "postgres", database: "postgres" });
  return {
    port,
    asAdministrator,
    async stop() {
      await asAdministrator.end();
      child.kill("SIGINT");
      await once(child, "exit");
      execFileSync("rm", ["-r", folder]);
    },
  };
}

async function connected(connection: pg.ClientConfig): Promise<pg.Client> {
  let client = new pg.Client(connection);
  const up = await eventually(async () => {
    client = new pg.Client(connection);
    return client.connect().then(
      () => true,
      () => false,
    );
  }, 30_000);
  if (!up) throw new Error("PostgreSQL did not start.");
  return client;
}
