import { execFileSync } from "node:child_process";

/**
 * Writes platform/database/schema.ts from a migrated database: `node tools/generate-schema.ts postgres://…`, the
 * connection of a role that may see the tables. Timestamps and bigints are what platform/database/open.ts parses.
 */
const url = process.argv[2];
if (!url) {
  console.error("Name the database: node tools/generate-schema.ts postgres://user@host/database");
  process.exit(1);
}
const mapping = { timestamptz: "ColumnType<string, Date | string | undefined, Date | string>", int8: "number" };
execFileSync(
  "node_modules/.bin/kysely-codegen",
  ["--dialect", "postgres", "--url", url, "--default-schema", "app", "--include-pattern", "app.*", "--out-file",
    "platform/database/schema.ts", "--type-mapping", JSON.stringify(mapping)],
  { stdio: "inherit" },
);
