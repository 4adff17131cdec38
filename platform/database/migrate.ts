import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { connectTo } from "./connect.ts";
import { sayWhenSlow } from "../say-when-slow.ts";
import { rolesOf, schemaName, type Roles } from "./roles.ts";

const migrationsFolder = new URL("../../migrations/", import.meta.url);

/** One number per database: the process that migrates holds it, so that starting processes wait for each other. */
const migrationLock = 7_341_002;
const connectMsMax = 30_000;

/**
 * Makes roles and schema where they are missing, then runs the migrations that are new, each in a transaction, as
 * the owner role, under a lock.
 *
 * @param connection a role that may make roles, or the one that owns this installation's tables already
 * @param logInAs how the process will log in as a role; its password is set only where logging in fails
 * @throws with the statements that an administrator must run, when the role may not make roles
 */
export async function migrate(
  connection: pg.ClientConfig,
  logInAs: (role: string) => pg.ClientConfig,
  password: string,
  onProgress: (sentence: string) => void = () => {},
): Promise<Roles> {
  const client = new pg.Client({ ...connection, application_name: "botcadence migrate", connectionTimeoutMillis: connectMsMax });
  client.on("error", () => {});
  await sayWhenSlow(connectTo(client), () => onProgress("Waiting for the database to accept a connection"));
  try {
    // Whatever the role's own are: a migration takes its time, and so does the process for which this one waits.
    await client.query("set statement_timeout = 0; set lock_timeout = 0");
    await sayWhenSlow(client.query("select pg_advisory_lock($1)", [migrationLock]), () =>
      onProgress("Waiting for another process, which is migrating this database"),
    );
    const roles = (await readRoles(client)) ?? (await makeRoles(client));
    if (!(await canLogIn(logInAs(roles.login)))) {
      await client.query(`alter role ${roles.login} login noinherit password ${pg.escapeLiteral(password)}`);
    }
    await runMigrations(client, roles, onProgress);
    return roles;
  } finally {
    await client.end();
  }
}

/** The roles of an installation whose first migration has run; null before that. */
export async function readRoles(client: pg.Client): Promise<Roles | null> {
  const { rows } = await client.query(`select to_regclass('${schemaName}.installation') is not null as found`);
  if (!rows[0].found) return null;
  const { rows: installations } = await client.query(`select role_prefix from ${schemaName}.installation`);
  return installations[0] ? rolesOf(installations[0].role_prefix) : null;
}

async function makeRoles(client: pg.Client): Promise<Roles> {
  const { rows } = await client.query(
    `select rolsuper, rolcreaterole, current_user as name, quote_ident(current_database()) as database,
       has_database_privilege(current_database(), 'create') as may_create
     from pg_roles where rolname = current_user`,
  );
  const { rolsuper, rolcreaterole, may_create: mayCreate, name, database } = rows[0];
  if (!rolsuper && !(rolcreaterole && mayCreate)) {
    throw new Error(
      `The role "${name}" is not allowed to create the roles that keep organizations apart. An administrator runs once:\n` +
        `  alter role ${client.escapeIdentifier(name)} createrole;\n` +
        `  grant create on database ${database} to ${client.escapeIdentifier(name)};`,
    );
  }
  const roles = rolesOf(`botcadence_${randomBytes(3).toString("hex")}`);
  const parts = [roles.owner, roles.identity, roles.tenant, roles.system, roles.queue];
  await inTransaction(client, async () => {
    // NOINHERIT comes before the grants: PostgreSQL 16 and newer freeze it at the grant.
    await client.query(`create role ${roles.login} login noinherit`);
    for (const role of parts) await client.query(`create role ${role} nologin noinherit`);
    await client.query(
      `grant ${roles.identity}, ${roles.tenant}, ${roles.system}, ${roles.queue} to ${roles.login};
       grant ${roles.owner} to current_user;
       grant create on database ${database} to ${roles.owner};
       create schema ${schemaName} authorization ${roles.owner}`,
    );
  });
  return roles;
}

async function runMigrations(client: pg.Client, roles: Roles, onProgress: (sentence: string) => void): Promise<void> {
  await client.query(`set role ${roles.owner}; set search_path = ${schemaName}`);
  await client.query(
    "create table if not exists migrations (name text primary key, hash text not null, ran_at timestamptz(3) not null default now())",
  );
  const { rows } = await client.query<{ name: string; hash: string }>("select name, hash from migrations");
  const done = new Map(rows.map((row) => [row.name, row.hash]));
  for (const name of await listMigrations()) {
    const text = await readFile(new URL(name, migrationsFolder), "utf8");
    const hash = createHash("sha256").update(text).digest("hex");
    const ran = done.get(name);
    if (ran === hash) continue;
    if (ran) throw new Error(`The migration ${name} has been changed after it ran on this database. Add a new one.`);
    onProgress(`Migrating the database: ${name}`);
    await inTransaction(client, async () => {
      await client.query(fillIn(text, roles));
      await client.query("insert into migrations (name, hash) values ($1, $2)", [name, hash]);
    });
  }
  await client.query("reset role");
}

/** File names in the order in which they run. */
export async function listMigrations(): Promise<string[]> {
  const names = await readdir(migrationsFolder);
  return names.filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).toSorted();
}

function fillIn(text: string, roles: Roles): string {
  return text.replace(/\{\{(\w+)\}\}/g, (placeholder, word: keyof Roles) => {
    const role = roles[word];
    if (!role) throw new Error(`A migration names ${placeholder}, which is no role of ours.`);
    return role;
  });
}

async function inTransaction(client: pg.Client, run: () => Promise<void>): Promise<void> {
  await client.query("begin");
  try {
    await run();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function canLogIn(login: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(login);
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
