import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import pg from "pg";
import { databaseName } from "#platform/database/embedded/start.ts";
import { listMigrations, readRoles } from "#platform/database/migrate.ts";
import type { Env } from "#platform/env.ts";
import { isForThisMachine, localAddress } from "#platform/http/hosts.ts";
import { hasMailbox } from "#platform/mail/open.ts";
import { examineDatabase } from "./database.ts";
import { examineDirectory } from "./directory.ts";
import type { Report } from "./report.ts";

const root = new URL("../../", import.meta.url);

/** Looks at an installation from outside. Works while it runs and while it does not. */
export async function examine(env: Env): Promise<Report> {
  const report: Report = { facts: [], problems: [] };
  const say = (name: string, value: string) => void report.facts.push({ name, value });
  say("Botcadence", await versionOf());
  say("Node", nodeVersion(report));
  say("Server", await askServer(env, report));
  if (env.databaseUrl) {
    say("Database", `your own, ${withoutPassword(env.databaseUrl)}`);
    await connectAndExamine({ connectionString: env.migrationDatabaseUrl }, report);
  } else {
    say("DATA_DIR", resolve(env.dataDir));
    const embedded = await examineDirectory(env.dataDir, report);
    if (embedded) await connectAndExamine({ ...embedded, user: "postgres", database: databaseName }, report);
  }
  say("Sign-up", signUp(env));
  say("Mail", mail(env));
  say("SMS", env.twilio ? `Twilio, from ${env.twilio.from}` : isForThisMachine(env) ? `local outbox, ${env.appUrl}/dev/sms` : "none");
  say(
    "Model",
    env.model.baseUrl ? `${env.model.name ?? "as each agent names it"} at ${withoutPassword(env.model.baseUrl)}` : "built-in answerer",
  );
  if (env.services.has("web") && !env.rateLimit)
    say("Rate limits", hasMailbox(env) ? "off" : "on: RATE_LIMIT=off counts on loopback alone");
  return report;
}

/** Without its password, and without what a query may hide. */
function withoutPassword(address: string): string {
  const url = new URL(address);
  return `${url.protocol}//${url.username ? `${url.username}@` : ""}${url.host}${url.pathname}`;
}

async function versionOf(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL("package.json", root), "utf8")) as { version: string };
  return version;
}

function nodeVersion(report: Report): string {
  if (Number(process.versions.node.split(".")[0]) < 24) report.problems.push(`Node ${process.versions.node} is too old. Install Node 24.`);
  return process.versions.node;
}

/** Asks on the port itself; a server behind APP_URL's proxy answers there as well. */
async function askServer(env: Env, report: Report): Promise<string> {
  const address = localAddress(env);
  const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
  if (!response) return `not running at ${address}`;
  const answer = (await response.json().catch(() => null)) as { status?: string } | null;
  if (answer?.status === "ready") return `ready at ${env.appUrl}`;
  if (answer?.status === "not_ready") {
    report.problems.push("The server runs and does not reach its database. The database's state is above; the server's log says more.");
    return `not ready at ${address}`;
  }
  report.problems.push(`Something else answers at ${address}. Stop it, or set PORT to another port.`);
  return `another program at ${address}`;
}

async function connectAndExamine(connection: pg.ClientConfig, report: Report): Promise<void> {
  const client = new pg.Client({
    ...connection,
    application_name: "botcadence doctor",
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    report.problems.push(`The database cannot be reached: ${(error as Error).message}. Check that it runs and that DATABASE_URL is right.`);
    return;
  }
  try {
    await examineDatabase(client, { roles: await readRoles(client), migrations: await listMigrations() }, report);
  } catch (error) {
    report.problems.push(`The database could not be looked at: ${(error as Error).message}.`);
  } finally {
    await client.end();
  }
}

function signUp(env: Env): string {
  if (env.signUp) return `${env.signUp}, by SIGN_UP`;
  return hasMailbox(env) ? "open, because this machine alone can ask" : "by invitation once the first account exists";
}

function mail(env: Env): string {
  if (env.smtpUrl) return `${withoutPassword(env.smtpUrl)} as ${env.mailFrom}`;
  return hasMailbox(env) ? `local mailbox, ${env.appUrl}/dev/mailbox` : "none: the inviter gets a link to copy";
}
