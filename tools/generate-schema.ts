import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "#platform/database/embedded/start.ts";
import { migrate } from "#platform/database/migrate.ts";
import { createLog } from "#platform/log.ts";

/**
 * `npm run schema`: migrates an empty database and writes platform/database/schema.ts from it. Timestamps, dates and bigints
 * are typed as platform/database/open.ts parses them.
 */
const mapping = { timestamptz: "ColumnType<string, Date | string | undefined, Date | string>", date: "string", int8: "number" };
const dataDir = await mkdtemp(join(tmpdir(), "botcadence-schema-"));
const postgres = await startEmbeddedPostgres({ dataDir, log: createLog("warn") });
try {
  const { connection } = postgres;
  await migrate(connection, (user) => ({ ...connection, user }), "unused: a throw-away server");
  const url = `postgres://${connection.user}@localhost/${connection.database}?host=${encodeURIComponent(connection.host)}`;
  const words = ["--dialect", "postgres", "--url", url, "--default-schema", "app", "--include-pattern", "app.*"];
  const out = ["--out-file", "platform/database/schema.ts", "--type-mapping", JSON.stringify(mapping)];
  execFileSync("node_modules/.bin/kysely-codegen", [...words, ...out], { stdio: "inherit" });
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
