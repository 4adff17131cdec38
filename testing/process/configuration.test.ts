import { randomBytes } from "node:crypto";
import { request } from "node:http";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { callOf, signUp } from "./account.ts";
import { makeDataDir, runServer, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

test("each variable that is wrong is named at once, and nothing is started", async () => {
  const wrong = {
    PORT: "eighty",
    APP_URL: "example",
    DATABASE_URL: "mysql://localhost/x",
    APP_SECRET: "short",
    SIGN_UP: "maybe",
    SMTP_URL: "mail.example.com",
    MODEL_BASE_URL: "somewhere",
    LOG_LEVEL: "loud",
  };
  const { code, output } = await runServer({ dataDir: await makeDataDir(), variables: wrong });
  expect(code).toBe(1);
  for (const name of Object.keys(wrong)) expect(output).toContain(`${name}: `);
  expect(output).not.toContain("Creating the database");
  expect(output).not.toMatch(/^\s+at /m);
});

test("a page asked for at 127.0.0.1 leads to APP_URL, and at another host says which APP_URL to set", async () => {
  const server = await startServer({ dataDir: await makeStartedDataDir() });
  const { port } = new URL(server.url);
  const loopback = await get(port, `127.0.0.1:${port}`, "/sign-in?next=1");
  expect([loopback.status, loopback.location]).toEqual([302, `${server.url}/sign-in?next=1`]);
  const elsewhere = await get(port, "agents.example", "/sign-in");
  expect(elsewhere.status).toBe(421);
  expect(elsewhere.body).toContain("APP_URL=http://agents.example");
  await server.stop();
});

test("with DATABASE_URL it serves on a PostgreSQL of one's own, by a role that may make roles", async () => {
  const url = await makeDatabase("createrole");
  const variables = { DATABASE_URL: url, APP_SECRET: randomBytes(32).toString("hex") };
  const first = await startServer({ variables });
  const account = await signUp(first.url);
  expect((await callOf(account, "POST /projects", { name: "Kept" })).status).toBe(201);
  await first.stop();
  const second = await startServer({ variables });
  const list = await callOf({ ...account, url: second.url }, "GET /projects");
  expect(await list.json()).toMatchObject({ total: 1 });
  await second.stop();
});

test("two processes on one database serve and work beside each other", async () => {
  const url = await makeDatabase("createrole");
  const variables = { DATABASE_URL: url, APP_SECRET: randomBytes(32).toString("hex") };
  const [one, other] = await Promise.all([startServer({ variables }), startServer({ variables })]);
  const account = await signUp(one.url);
  const made = await callOf({ ...account, url: one.url }, "POST /projects", { name: "Shared" });
  expect(made.status).toBe(201);
  expect(await (await callOf({ ...account, url: other.url }, "GET /projects")).json()).toMatchObject({ total: 1 });
  await Promise.all([one.stop(), other.stop()]);
});

test("a role that may not make roles is told what an administrator must run", async () => {
  const url = await makeDatabase("nocreaterole");
  const { code, output } = await runServer({ variables: { DATABASE_URL: url, APP_SECRET: randomBytes(32).toString("hex") } });
  expect(code).toBe(1);
  expect(output).toMatch(/alter role "plain_\w+" createrole;/);
  expect(output).toMatch(/grant create on database \w+ to "plain_\w+";/);
  expect(output).not.toMatch(/^\s+at /m);
});

test("a database that cannot be reached is said so, without its password", async () => {
  const url = "postgres://somebody:hidden-word@127.0.0.1:1/none";
  const { code, output } = await runServer({ variables: { DATABASE_URL: url, APP_SECRET: randomBytes(32).toString("hex") } });
  expect(code).toBe(1);
  expect(output).toContain("The database cannot be reached at 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1.");
  expect(output).not.toContain("hidden-word");
});

/** A database on the tests' server that belongs to a plain login role; its address. */
async function makeDatabase(attribute: "createrole" | "nocreaterole"): Promise<string> {
  const { host, port, user } = inject("postgres");
  const name = `plain_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client({ host, port, user, database: "postgres" });
  await client.connect();
  await client.query(`create role ${name} login ${attribute}`);
  await client.query(`create database ${name} owner ${name}`);
  await client.end();
  const [place, query] = host.startsWith("/") ? ["localhost", `?host=${encodeURIComponent(host)}&port=${port}`] : [`${host}:${port}`, ""];
  return `postgres://${name}@${place}/${name}${query}`;
}

/** By node:http, because fetch sets Host itself. */
function get(port: string, host: string, path: string): Promise<{ status: number; location: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { host, accept: "text/html" };
    const sent = request({ host: "127.0.0.1", port, path, headers }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, location: response.headers.location, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}
