import type pg from "pg";
import { schemaName, type Roles } from "#platform/database/roles.ts";
import type { Report } from "./report.ts";
import { readableSize } from "./size.ts";

const oldestVersion = 150_000;
const largestTables = 5;

/** Looks at an open database: version, size, migrations, roles, row-level security, queue. */
export async function examineDatabase(
  client: pg.Client,
  expected: { roles: Roles | null; migrations: string[] },
  report: Report,
): Promise<void> {
  const say = (name: string, value: string) => void report.facts.push({ name, value });
  const { rows } = await client.query(
    "select current_setting('server_version') as version, current_setting('server_version_num')::int as number, pg_database_size(current_database())::float8 as bytes",
  );
  say("PostgreSQL", rows[0].version);
  if (rows[0].number < oldestVersion) report.problems.push(`PostgreSQL ${rows[0].version} is too old. Use 15 or newer.`);
  say("Database size", readableSize(rows[0].bytes));
  if (!expected.roles) {
    say("Migrations", "none yet: npm start runs them");
    return;
  }
  await examineMigrations(client, expected.migrations, report);
  await examineRoles(client, expected.roles, report);
  await examineTables(client, report);
}

async function examineMigrations(client: pg.Client, names: string[], report: Report): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`select name from ${schemaName}.migrations order by name`);
  const ran = new Set(rows.map((row) => row.name));
  const waiting = names.filter((name) => !ran.has(name));
  const unknown = [...ran].filter((name) => !names.includes(name));
  report.facts.push({ name: "Migrations", value: `${ran.size} ran, ${waiting.length} waiting` });
  if (waiting.length > 0) report.problems.push(`Migrations wait: ${waiting.join(", ")}. Restart the server: it runs them.`);
  if (unknown.length > 0)
    report.problems.push(`A newer version migrated this database (${unknown.join(", ")}). Start that version, or restore a back-up.`);
}

/** The attributes on which the walls between organizations rest. */
async function examineRoles(client: pg.Client, roles: Roles, report: Report): Promise<void> {
  const names = [roles.login, roles.owner, roles.identity, roles.tenant, roles.system, roles.queue];
  const { rows } = await client.query<Record<string, boolean> & { rolname: string }>(
    "select rolname, rolsuper, rolbypassrls, rolinherit, rolcanlogin, rolcreaterole, rolcreatedb from pg_roles where rolname = any($1)",
    [names],
  );
  const before = report.problems.length;
  for (const name of names.filter((name) => !rows.some((row) => row.rolname === name))) {
    report.problems.push(`The role ${name} is missing. Restore the database's roles (pg_dumpall --roles-only) from a back-up.`);
  }
  for (const role of rows) {
    const isLogin = role.rolname === roles.login;
    const wrong = ["rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolinherit"].filter((attribute) => role[attribute]);
    if (!isLogin && role.rolcanlogin) wrong.push("rolcanlogin");
    const words = wrong.map((attribute) => attribute.slice(3));
    if (words.length > 0) {
      const cure = words.map((word) => (word === "canlogin" ? "nologin" : word === "super" ? "nosuperuser" : `no${word}`)).join(" ");
      report.problems.push(
        `The role ${role.rolname} may do more than it should (${words.join(", ")}). Run: alter role ${role.rolname} ${cure};`,
      );
    }
  }
  report.facts.push({
    name: "Roles",
    value: `${roles.prefix}_…, ${report.problems.length === before ? "as they should be" : "wrong, see below"}`,
  });
}

async function examineTables(client: pg.Client, report: Report): Promise<void> {
  const { rows: open } = await client.query<{ name: string }>(
    `select relname as name from pg_class c where relnamespace = '${schemaName}'::regnamespace and relkind in ('r', 'p')
       and exists (select from pg_attribute where attrelid = c.oid and attname = 'organization_id' and not attisdropped)
       and has_table_privilege((select role_prefix from ${schemaName}.installation) || '_tenant', c.oid, 'select')
       and not (relrowsecurity and relforcerowsecurity) order by 1`,
  );
  for (const { name } of open) {
    report.problems.push(
      `The table ${name} is open across organizations. Run: alter table ${schemaName}.${name} enable row level security, force row level security;`,
    );
  }
  const { rows: tables } = await client.query<{ name: string; bytes: number }>(
    `select n.nspname || '.' || relname as name, pg_total_relation_size(c.oid)::float8 as bytes
     from pg_class c join pg_namespace n on n.oid = relnamespace
     where n.nspname in ('${schemaName}', 'jobs') and relkind = 'r' order by bytes desc limit ${largestTables}`,
  );
  report.facts.push({ name: "Largest tables", value: tables.map((table) => `${table.name} ${readableSize(table.bytes)}`).join(", ") });
  const { rows: invalid } = await client.query<{ name: string }>(
    "select indexrelid::regclass::text as name from pg_index where not indisvalid",
  );
  for (const { name } of invalid) report.problems.push(`The index ${name} is damaged. Run: reindex index ${name};`);
}
