import { randomBytes } from "node:crypto";
import { dirname, matchesGlob, relative } from "node:path";
import pg from "pg";
import { expect, inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Files that are left out where the database is another one, as vitest.config.ts lists them. */
    withoutDatabase: string[];
  }
}

/** A database of its own for one test file, cloned from the migrated template; `admin` is the superuser. */
export type TestDatabase = {
  server: { host: string; port: number; database: string };
  admin: pg.Client;
  drop(): Promise<void>;
};

export async function createTestDatabase(): Promise<TestDatabase> {
  const file = relative(dirname(import.meta.dirname), expect.getState().testPath ?? "");
  if (inject("withoutDatabase").some((pattern) => matchesGlob(file, pattern)))
    throw new Error(`${file} opens a database, so it does not belong to \`withoutDatabase\` in vitest.config.ts.`);
  const { host, port, user, template } = inject("postgres");
  const database = `test_${randomBytes(8).toString("hex")}`;
  const maintenance = new pg.Client({ host, port, user, database: "postgres" });
  await maintenance.connect();
  await maintenance.query(`create database ${database} template ${template}`);
  const admin = new pg.Client({ host, port, user, database, options: "-c search_path=app" });
  await admin.connect();
  return {
    server: { host, port, database },
    admin,
    async drop() {
      await admin.end();
      await maintenance.query(`drop database ${database} with (force)`);
      await maintenance.end();
    },
  };
}

/** What a server is started with that uses it as a database of its own. */
export function variablesFor({ server: { host, port, database }, admin }: TestDatabase): Record<string, string> {
  const [place, query] = host.startsWith("/") ? ["localhost", `?host=${encodeURIComponent(host)}&port=${port}`] : [`${host}:${port}`, ""];
  return { DATABASE_URL: `postgres://${admin.user}@${place}/${database}${query}`, APP_SECRET: randomBytes(32).toString("hex") };
}
