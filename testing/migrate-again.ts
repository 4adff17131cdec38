import { migrate } from "#platform/database/migrate.ts";
import type { TestApp } from "./app.ts";

/**
 * Runs a migration once more, as an installation runs it that was filled before it: as the owner of the tables, whom
 * row-level security binds too. What it makes must be taken away first.
 */
export async function migrateAgain({ database }: TestApp, name: string): Promise<void> {
  const { admin, server } = database;
  const { rowCount } = await admin.query("delete from migrations where name = $1", [name]);
  if (rowCount !== 1) throw new Error(`There is no migration ${name}.`);
  await migrate({ ...server, user: admin.user }, (role) => ({ ...server, user: role }), "unused: the test server trusts");
}
