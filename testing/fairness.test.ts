import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { operation, procedure } from "#access/operation.ts";
import { productOf } from "#access/product-of.ts";
import { mountRoutes, route } from "#access/router.ts";
import { defaultPoolSize } from "#platform/database/open.ts";
import type { App } from "#platform/http/app.ts";
import { createApp } from "#platform/http/server.ts";
import { activeRoutes } from "../app.ts";
import { useApp } from "./app.ts";
import { call, createOrganization, createUser, type TestOrganization } from "./factories.ts";

/** A read that takes as long as it is told. */
const sleep = operation({
  name: "test.sleep",
  summary: "Sleeps in the database.",
  scope: "organization",
  kind: "read",
  permission: "project:read",
  input: z.object({ seconds: z.coerce.number() }),
  output: z.object({ backend: z.number() }),
  example: () => ({ input: { seconds: 0 } }),
  async run({ db }, { seconds }) {
    const { rows } = await sql<{ backend: number }>`select pg_backend_pid() as backend, pg_sleep(${seconds})`.execute(db);
    return { backend: rows[0]!.backend };
  },
});

/** The same as a procedure. */
const sleepApart = procedure({
  name: "test.sleep_apart",
  summary: "Sleeps in the database.",
  scope: "organization",
  kind: "read",
  permission: "project:read",
  input: z.object({ seconds: z.coerce.number() }),
  output: z.object({ backend: z.number() }),
  example: () => ({ input: { seconds: 0 } }),
  run: ({ transaction }, { seconds }) =>
    transaction(async ({ db }) => {
      const { rows } = await sql<{ backend: number }>`select pg_backend_pid() as backend, pg_sleep(${seconds})`.execute(db);
      return { backend: rows[0]!.backend };
    }, "read"),
});

/** How long a statement of it may take. */
const timeOf = (takesLong: boolean) =>
  operation({
    name: "test.time",
    summary: "Says its time.",
    scope: "organization",
    kind: "read",
    ...(takesLong ? { takesLong } : {}),
    permission: "project:read",
    input: z.object({}),
    output: z.object({ time: z.string() }),
    example: () => ({}),
    async run({ db }) {
      const { rows } = await sql<{ time: string }>`select current_setting('statement_timeout') as time`.execute(db);
      return rows[0]!;
    },
  });

/** With pools as large as they are in the product. */
const target = useApp({ poolSize: defaultPoolSize });
let sleeping: App;
beforeAll(() => {
  sleeping = createApp(target.platform, { isReady: async () => true });
  const routes = [
    route("GET /v1/organizations/{organization_id}/sleep", sleep),
    route("GET /v1/organizations/{organization_id}/sleep-apart", sleepApart),
    route("GET /v1/organizations/{organization_id}/short", timeOf(false)),
    route("GET /v1/organizations/{organization_id}/long", timeOf(true)),
  ];
  mountRoutes(sleeping, target.platform, routes, productOf([], { contactOf: async () => null }));
});
const shareOfOne = 4;

test("60 bulk invitations of one organization at once, stuck behind a lock, keep no stranger waiting", async () => {
  const [busy, other] = [await createOrganization(target), await createOrganization(target)];
  const held = await hold([busy]);
  const invitations = Array.from({ length: 60 }, (_, index) =>
    call<ErrorBody>(target, busy.owner, `POST /v1/organizations/${busy.id}/invitations`, { role: "member", emails: addresses(index) }),
  );
  await held.untilWaiting(shareOfOne);
  await expectQuick(other);
  await held.release();
  const answers = await Promise.all(invitations);
  expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([]);
  for (const { headers } of answers.filter(({ status }) => status === 503)) expect(headers.get("retry-after")).toBe("5");
});

test("whatever many organizations do at once, people sign in and see their organizations", async () => {
  const busy = await Promise.all(Array.from({ length: 20 }, () => createOrganization(target)));
  const stranger = await createOrganization(target);
  const held = await hold(busy);
  const renaming = busy.flatMap((organization) =>
    Array.from({ length: 3 }, () => call(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, { name: "Renamed" })),
  );
  await held.untilWaiting(defaultPoolSize - 2);
  for (const line of ["GET /v1/me", "GET /v1/organizations"]) {
    expect((await call(target, stranger.owner, line)).status, line).toBe(200);
  }
  expect((await call(target, null, "POST /api/auth/sign-in/email", { email: stranger.owner.email, password: "wrong" })).status).toBe(401);
  await held.release();
  expect((await Promise.all(renaming)).map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([]);
});

test("a network that asks for its accounts without end keeps no other network from signing in", async () => {
  const [busy, stranger] = [await createUser(target), await createUser(target)];
  const rename = (remoteAddress: string, cookie: string) => {
    const env = { incoming: { socket: { remoteAddress } } };
    return Promise.resolve(target.app.request("/api/auth/update-user", updateName(cookie), env));
  };
  const held = await holdRows("users", [busy.id]);
  const many = Array.from({ length: 30 }, () => rename("198.51.100.7", busy.cookie));
  await held.untilWaiting(shareOfOne);
  expect((await rename("203.0.113.9", stranger.cookie)).status).toBe(200);
  await held.release();
  expect((await Promise.all(many)).map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([]);
});

test("a statement that takes too long, and a lock that does not come, are 503 with Retry-After and a sentence", async () => {
  const organization = await createOrganization(target);
  const held = await hold([organization]);
  const [slow, locked] = await Promise.all([
    sleepIn(organization, 60),
    call<ErrorBody>(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, { name: "Renamed" }),
  ]);
  await held.release();
  expect([slow.status, slow.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await slow.json()).toMatchObject({ error: { code: "unavailable", message: expect.stringContaining("took too long") } });
  expect([locked.status, locked.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(locked.body.error).toMatchObject({ code: "unavailable", message: expect.stringContaining("changing the same thing") });
});

test("what removes or reads a whole project, source, agent or log has the time of a job, and nothing else has", async () => {
  const { id, owner } = await createOrganization(target);
  for (const [path, time] of [
    ["short", "5s"],
    ["long", "1min"],
  ]) {
    const response = await sleeping.request(`/v1/organizations/${id}/${path}`, { headers: { cookie: owner.cookie } });
    expect(await response.json()).toEqual({ time });
  }
  const long = activeRoutes().filter(({ operation: { takesLong } }) => takesLong);
  expect(long.map(({ operation: { name } }) => name).toSorted()).toEqual([
    "agent.delete",
    "analytics.download",
    "analytics.read",
    "lead.erase",
    "operator.purge_organization",
    "operator.verify_audit_log",
    "project.delete",
    "source.delete",
    "source.delete_questions",
    "source.resolve_duplicate",
  ]);
});

test("a database that takes no more connections is 503 with Retry-After", async () => {
  const organization = await createOrganization(target);
  const { admin, server } = target.database;
  await admin.query(`alter database ${server.database} connection limit 0`);
  try {
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'botcadence %'",
    );
    // A connection that was cut may be noticed by the request that uses it.
    await expect
      .poll(async () => {
        const { status, headers } = await call(target, organization.owner, `GET /v1/organizations/${organization.id}`);
        return [status, headers.get("retry-after")];
      })
      .toEqual([503, "5"]);
  } finally {
    await admin.query(`alter database ${server.database} connection limit -1`);
  }
  expect((await call(target, organization.owner, `GET /v1/organizations/${organization.id}`)).status).toBe(200);
});

test("an organization's line has an end: what comes behind it is 503 at once", async () => {
  const organization = await createOrganization(target);
  const held = await hold([organization]);
  const statuses: number[] = [];
  const all = Array.from({ length: 120 }, () =>
    call(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, { name: "Renamed" }).then(({ status }) =>
      statuses.push(status),
    ),
  );
  await expect.poll(() => statuses).toEqual(Array(120 - shareOfOne - 100).fill(503));
  await held.release();
  await Promise.all(all);
});

test("who hangs up while they wait leaves the line, and what they asked for is not done; what has begun is finished", async () => {
  const organization = await createOrganization(target);
  const held = await hold([organization]);
  const begun = Array.from({ length: shareOfOne }, (_, index) => invite(organization, `begun${"abcd"[index]}@example.com`));
  await held.untilWaiting(shareOfOne);
  const waiting = invite(organization, "waiting@example.com");
  // Its caller is known once this one's is, which came after it.
  await call(target, organization.owner, "GET /v1/me");
  for (const { hangUp } of [...begun, waiting]) hangUp();
  expect((await waiting.answer).status).toBe(503);
  await held.release();
  await Promise.all(begun.map(({ answer }) => answer));
  const { rows } = await target.database.admin.query("select email from invitations where organization_id = $1 order by email", [
    organization.id,
  ]);
  expect(rows.map(({ email }) => email)).toEqual(["beguna@example.com", "begunb@example.com", "begunc@example.com", "begund@example.com"]);
});

test.each(["sleep", "sleep-apart"])("who hangs up during a read (%s) ends its query, and the connection with it", async (how) => {
  const organization = await createOrganization(target);
  const before = await sleepIn(organization, 0, undefined, how);
  expect(before.status).toBe(200);
  const leaving = new AbortController();
  const answer = sleepIn(organization, 4, leaving.signal, how);
  await expect.poll(() => sleepers()).toHaveLength(1);
  const [backend] = await sleepers();
  leaving.abort();
  expect((await answer).status).toBe(503);
  await expect.poll(() => isConnected(backend!)).toBe(false);
  expect((await sleepIn(organization, 0)).status).toBe(200);
});

type ErrorBody = { error: { code: string; message: string } };

const addresses = (call: number) => Array.from({ length: 10 }, (_, index) => `person${index}.${call}@example.com`);

/** Holds the row that writers of an organization lock, for several at once. */
const hold = (organizations: TestOrganization[]) =>
  holdRows(
    "organizations",
    organizations.map(({ id }) => id),
  );

async function holdRows(table: string, ids: string[]) {
  const { admin } = target.database;
  await admin.query("begin");
  await admin.query(`select from ${table} where id = any ($1) for no key update`, [ids]);
  return {
    async untilWaiting(count: number) {
      await expect.poll(waitingForLocks, { timeout: 3_500 }).toBe(count);
    },
    release: () => admin.query("commit"),
  };
}

async function waitingForLocks(): Promise<number> {
  const { admin } = target.database;
  await admin.query("select pg_stat_clear_snapshot()");
  const { rows } = await admin.query(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0].count;
}

/** What a stranger does: reads, writes, looks at their account. */
async function expectQuick({ id, owner }: TestOrganization): Promise<void> {
  const started = performance.now();
  for (const line of ["GET /v1/me", `GET /v1/organizations/${id}`, `GET /v1/organizations/${id}/projects`]) {
    expect((await call(target, owner, line)).status, line).toBe(200);
  }
  expect((await call(target, owner, `POST /v1/organizations/${id}/projects`, { name: "Quick" })).status).toBe(201);
  expect(performance.now() - started).toBeLessThan(2_000);
}

function sleepIn({ id, owner }: TestOrganization, seconds: number, signal?: AbortSignal, how = "sleep"): Promise<Response> {
  const headers = { cookie: owner.cookie };
  const url = `http://localhost/v1/organizations/${id}/${how}?seconds=${seconds}`;
  return Promise.resolve(sleeping.request(new Request(url, { headers, ...(signal ? { signal } : {}) })));
}

function invite({ id, owner }: TestOrganization, email: string): { answer: Promise<Response>; hangUp(): void } {
  const leaving = new AbortController();
  const request = new Request(`http://localhost/v1/organizations/${id}/invitations`, {
    method: "POST",
    headers: { cookie: owner.cookie, origin: target.platform.env.appUrl, "content-type": "application/json" },
    body: JSON.stringify({ role: "member", emails: [email] }),
    signal: leaving.signal,
  });
  return { answer: Promise.resolve(target.app.request(request)), hangUp: () => leaving.abort() };
}

const updateName = (cookie: string) => ({
  method: "POST",
  headers: { cookie, origin: target.platform.env.appUrl, "content-type": "application/json" },
  body: JSON.stringify({ name: "Renamed" }),
});

/** Backends that sleep for a request. */
async function sleepers(): Promise<number[]> {
  const { rows } = await target.database.admin.query(
    "select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'",
  );
  return rows.map(({ pid }) => pid);
}

async function isConnected(pid: number): Promise<boolean> {
  const { rowCount } = await target.database.admin.query("select from pg_stat_activity where pid = $1", [pid]);
  return rowCount === 1;
}
