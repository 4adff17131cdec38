import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** A database of its own for one test file, cloned from the migrated template; `admin` is the superuser. */
export type TestDatabase = {
  server: { host: string; port: number; database: string };
  admin: pg.Client;
  drop(): Promise<void>;
};

export async function createTestDatabase(): Promise<TestDatabase> {
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
