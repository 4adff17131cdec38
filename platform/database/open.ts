import { createHmac } from "node:crypto";
import pg from "pg";
import type { Logger } from "../log.ts";
import { FairPool } from "./fair-pool.ts";
import { migrate } from "./migrate.ts";
import { SharedConnection } from "./shared-connection.ts";
import { schemaName, type Roles } from "./roles.ts";
import { createTransactions, requestTimeOptions, type RunInTransaction } from "./transaction.ts";

export type Database = {
  roles: Roles;
  /** Opens a transaction of a scope: for the door, and for `leaveTenant` (access/leave-tenant.ts). */
  transaction: RunInTransaction;
  /** Connections that are the identity role and nothing else, for better-auth and the definer functions. */
  identityPool: FairPool;
  /** One connection for all requests at once: for the functions that find out who asks. Waits behind no transaction. */
  identityLookup: SharedConnection;
  /** Until when cookies count under the names that they had before an upgrade. */
  oldCookiesUntil: Date;
  /** How pg-boss connects: as role queue. */
  queueConnection: pg.PoolConfig;
  /** How the log of events is followed, of all organizations: as role system. */
  liveConnection: pg.ClientConfig;
  close(): Promise<void>;
};

export const defaultPoolSize = 10;
/** Connections of the large pool that only the calls of accounts may have: whatever organizations do, people sign in. */
const reservedForAccounts = 2;

/**
 * Migrates and opens the three pools. One code path for the embedded PostgreSQL and one's own.
 *
 * @param admin connects as a role that may migrate; used for nothing else
 * @param server where the process logs in: host, port, database (and TLS) of the same database
 */
export async function openDatabase(options: {
  admin: pg.ClientConfig;
  server: pg.ClientConfig;
  appSecret: string;
  log: Logger;
  poolSize?: number;
  onProgress?: (sentence: string) => void;
}): Promise<Database> {
  const password = createHmac("sha256", options.appSecret).update("database login").digest("base64url");
  const roles = await migrate(options.admin, (user) => logInAs(options.server, user, password), password, options.onProgress);
  const server = logInAs(options.server, roles.login, password);
  const poolSize = options.poolSize ?? defaultPoolSize;
  const connect = (name: string, role: string | undefined, more = ""): pg.PoolConfig => ({
    ...server,
    application_name: `botcadence ${name}`,
    options: `-c search_path=${schemaName} -c timezone=UTC${role ? ` -c role=${role}` : ""} ${more}`,
  });

  const identity = openPool({ ...connect("identity", roles.identity, requestTimeOptions), max: poolSize }, options.log);
  const identityPool = new FairPool(identity, { size: poolSize, finishes: true });
  const lookupPool = openPool({ ...connect("lookup", roles.identity, requestTimeOptions), max: 1, pipeline: true }, options.log);
  const app = openPool({ ...connect("app", undefined, requestTimeOptions), max: poolSize, pipeline: true, types: plainTypes }, options.log);
  const pool = new FairPool(app, { size: poolSize, reserved: reservedForAccounts });
  const { rows } = await identityPool.query<{ old_cookies_until: Date }>("select old_cookies_until from installation");
  return {
    roles,
    oldCookiesUntil: rows[0]!.old_cookies_until,
    transaction: createTransactions(pool, roles),
    identityPool,
    identityLookup: new SharedConnection(lookupPool),
    queueConnection: connect("jobs", roles.queue),
    liveConnection: connect("live", roles.system, requestTimeOptions),
    async close() {
      await Promise.all([identityPool.end(), lookupPool.end(), pool.end()]);
    },
  };
}

/** A connection string would win over fields beside it, so the login is written into it. */
function logInAs(server: pg.ClientConfig, user: string, password: string): pg.ClientConfig {
  if (!server.connectionString) return { ...server, user, password };
  const url = new URL(server.connectionString);
  url.username = user;
  url.password = password;
  return { ...server, connectionString: url.href };
}

function openPool(config: pg.PoolConfig & { pipeline?: boolean }, log: Logger): pg.Pool {
  const pool = new pg.Pool({ idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, ...config });
  // Without both handlers a lost connection ends the process.
  pool.on("error", (error) => log.warn({ error: error.message }, "a database connection was lost"));
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** bigint as number, timestamps and dates as ISO 8601: a row is what is sent. */
const plainTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.TIMESTAMPTZ) return isoTimestamp;
    if (oid === pg.types.builtins.DATE) return String;
    return pg.types.getTypeParser(oid, format);
  },
};

/** `2026-01-02 03:04:05.6+00`, as PostgreSQL writes UTC, to ISO 8601 with milliseconds. Every row of every list passes here. */
function isoTimestamp(text: string): string {
  const utc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/.exec(text);
  return utc ? `${utc[1]}T${utc[2]}.${(utc[3] ?? "").padEnd(3, "0")}Z` : new Date(text).toISOString();
}
