import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createOrganization } from "#testing/factories.ts";
import { asRequest, type RequestWork } from "../work.ts";
import { DatabaseBusy } from "./busy.ts";
import { FairPool } from "./fair-pool.ts";
import { openDatabase } from "./open.ts";

const target = useApp({ poolSize: 10 });
const opened: FairPool[] = [];
afterEach(() => Promise.all(opened.splice(0).map((pool) => pool.end())));

const byRequest = <T>(run: () => T): T => asRequest(requestOf(new AbortController().signal), run);
const requestOf = (hungUp: AbortSignal): RequestWork => ({
  network: "203.0.113.9",
  hungUp,
  begun: false,
  takesLong: false,
  byVisitor: false,
});

function openPool(options: Partial<ConstructorParameters<typeof FairPool>[1]> = {}): FairPool {
  const { host, port, database } = target.database.server;
  const user = target.database.admin.user!;
  const pool = new FairPool(new pg.Pool({ host, port, database, user, max: 10 }), { size: 10, ...options });
  opened.push(pool);
  return pool;
}

type Taken = { held: pg.PoolClient[]; rest: Promise<unknown> };

/** Asks for connections until the party holds as many as it is expected to get; the rest of what it asked waits. */
async function take(pool: FairPool, party: string, asked: number, expected: number): Promise<Taken> {
  const held: pg.PoolClient[] = [];
  const all = Array.from({ length: asked }, () => pool.connect({ name: party }).then((client) => held.push(client)));
  await expect.poll(() => held.length).toBeGreaterThanOrEqual(expected);
  return { held, rest: Promise.all(all) };
}

/** Gives back what is held until everything that was asked for has been given. */
async function giveAllBack(parties: readonly Taken[]): Promise<void> {
  const release = () => parties.forEach(({ held }) => held.splice(0).forEach((client) => client.release()));
  const timer = setInterval(release, 1);
  await Promise.all(parties.map(({ rest }) => rest));
  clearInterval(timer);
  release();
}

const countsOf = (parties: readonly Taken[]) => parties.map(({ held }) => held.length);

test("one party has at most its share, and others find connections whatever it asks for", async () => {
  const pool = openPool();
  await byRequest(async () => {
    const parties = [await take(pool, "one", 10, 4), await take(pool, "two", 10, 3), await take(pool, "three", 10, 2)];
    const four = await pool.connect({ name: "four" });
    expect(countsOf(parties)).toEqual([4, 3, 2]);
    four.release();
    await giveAllBack(parties);
  });
});

test("a party whose call is refused at once is forgotten", async () => {
  const pool = openPool({ size: 1 });
  await byRequest(async () => {
    const client = await pool.connect({ name: "holds it" });
    const hungUp = AbortSignal.abort();
    for (let count = 0; count < 20; count += 1) {
      const asked = asRequest(requestOf(hungUp), () => pool.connect({ name: `hung up ${count}` }));
      await expect(asked).rejects.toThrow(DatabaseBusy);
    }
    expect(pool.parties).toBe(1);
    client.release();
    expect(pool.parties).toBe(0);
  });
});

test("what is kept back is for privileged parties alone", async () => {
  const pool = openPool({ reserved: 2 });
  await byRequest(async () => {
    const parties: Taken[] = [];
    for (const [index, name] of [..."abcdefghij"].entries()) parties.push(await take(pool, name, 1, index < 8 ? 1 : 0));
    const account = await pool.connect({ name: "accounts", privileged: true });
    expect(countsOf(parties)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
    account.release();
    await giveAllBack(parties);
  });
});

test("lines take turns: who asks once does not wait for who asks often", async () => {
  const pool = openPool({ size: 1 });
  await byRequest(async () => {
    const order: string[] = [];
    const ask = async (name: string) => {
      const client = await pool.connect({ name });
      order.push(name);
      await client.query("select");
      client.release();
    };
    await Promise.all(["often", "often", "often", "often", "once"].map(ask));
    expect(order.indexOf("once")).toBeLessThan(3);
  });
});

test("jobs have half of their organization's share and half of the pool, and its requests pass them", async () => {
  const pool = openPool();
  const parties: Taken[] = [];
  for (const [index, name] of [..."abcdefg"].entries()) parties.push(await take(pool, name, 4, index < 2 ? 2 : index < 3 ? 1 : 0));
  const request = await byRequest(() => pool.connect({ name: "a" }));
  expect(countsOf(parties)).toEqual([2, 2, 1, 0, 0, 0, 0]);
  request.release();
  await giveAllBack(parties);
});

test("in a line of a party its team takes turns with visitors of its websites, whose full line turns no member away", async () => {
  const pool = openPool({ size: 1 });
  const { signal } = new AbortController();
  const order: string[] = [];
  const ask = (who: string, byVisitor: boolean) =>
    asRequest({ ...requestOf(signal), byVisitor }, () =>
      pool.connect({ name: "a" }).then((client) => {
        order.push(who);
        client.release();
      }),
    );
  const first = await byRequest(() => pool.connect({ name: "a" }));
  const visitors = Array.from({ length: 100 }, () => ask("visitor", true));
  await expect(ask("one visitor too many", true)).rejects.toThrow(DatabaseBusy);
  const team = Array.from({ length: 3 }, () => ask("team", false));
  first.release();
  await Promise.all([...visitors, ...team]);
  expect(order.slice(0, 6)).toEqual(["team", "visitor", "team", "visitor", "team", "visitor"]);
});

test("a request that waits too long, or that nobody waits for any more, gives up and leaves no trace in its line", async () => {
  const pool = openPool({ size: 1, waitMsMax: 50 });
  const first = await byRequest(() => pool.connect({ name: "a" }));
  await expect(byRequest(() => pool.connect({ name: "a" }))).rejects.toThrow(DatabaseBusy);
  const leaving = new AbortController();
  const waiting = asRequest(requestOf(leaving.signal), () => pool.connect({ name: "a" }));
  leaving.abort();
  await expect(waiting).rejects.toThrow("hung up");
  await expect(asRequest(requestOf(leaving.signal), () => pool.connect({ name: "a" }))).rejects.toThrow("hung up");
  first.release();
  const next = await byRequest(() => pool.connect({ name: "a" }));
  next.release();
});

test("a line that is full turns away what begins, and not what has begun: an answer that was given is stored", async () => {
  const pool = openPool({ size: 1 });
  const [first, waiting] = await byRequest(async () => {
    const client = await pool.connect({ name: "a" });
    return [client, Array.from({ length: 100 }, () => pool.connect({ name: "a" }))] as const;
  });
  await expect(byRequest(() => pool.connect({ name: "a" }))).rejects.toThrow(DatabaseBusy);
  const begun = { ...requestOf(new AbortController().signal), begun: true };
  const all = [...waiting, asRequest(begun, () => pool.connect({ name: "a" }))];
  first.release();
  for (const one of all) (await one).release();
});

test("a request that has begun to change something keeps its place, although its caller has left", async () => {
  const pool = openPool({ size: 1 });
  const first = await byRequest(() => pool.connect({ name: "a" }));
  const waiting = asRequest({ ...requestOf(AbortSignal.abort()), begun: true }, () => pool.connect({ name: "a" }));
  first.release();
  (await waiting).release();
});

test("who waits is handed the connection that becomes free, unless it is lost", async () => {
  const pool = openPool({ size: 1 });
  await byRequest(async () => {
    const first = await pool.connect({ name: "a" });
    const { rows } = await first.query<{ pid: number }>("select pg_backend_pid() as pid");
    const [second, third] = [pool.connect({ name: "a" }), pool.connect({ name: "a" })];
    first.release();
    expect(await second).toBe(first);
    const end = new Promise<void>((resolve) => first.once("end", resolve));
    await target.database.admin.query("select pg_terminate_backend($1)", [rows[0]!.pid]);
    await end;
    (await second).release();
    const fresh = await third;
    expect(fresh).not.toBe(first);
    await fresh.query("select");
    fresh.release();
  });
});

test("connections that fail take no place from others", async () => {
  const broken = new FairPool(new pg.Pool({ host: target.database.server.host, port: 1, max: 2 }), { size: 2 });
  for (let count = 0; count < 5; count += 1) await expect(broken.connect({ name: "a" })).rejects.toThrow("connect");
  await broken.end();
});

test("statements have the time of what they are for: a request, a job, and none where the schema is made", async () => {
  const { database } = target.platform;
  const { id: organizationId } = await createOrganization(target);
  const times = async () => {
    const { rows } = await database.transaction({ kind: "tenant", organizationId }, "read", ({ asQueue }) => asQueue(readTimes));
    return rows[0];
  };
  expect(await byRequest(times)).toEqual({ statement: "5s", lock: "4s" });
  expect(await times()).toEqual({ statement: "1min", lock: "30s" });
  expect(await asRequest({ ...requestOf(new AbortController().signal), takesLong: true }, times)).toMatchObject({ statement: "1min" });
  expect((await database.identityPool.query(readTimes)).rows).toEqual([{ statement: "5s", lock: "4s" }]);
  expect(await database.identityLookup.query({ text: readTimes })).toEqual([{ statement: "5s", lock: "4s" }]);
});

const readTimes = "select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock";

test("a process that starts waits for the one that migrates, whatever its role's own timeouts are", async () => {
  const { platform, database } = target;
  const { admin, server } = database;
  await admin.query("select pg_advisory_lock(7341002)");
  const options = "-c statement_timeout=50 -c lock_timeout=50";
  const { appSecret, log } = platform;
  const starting = openDatabase({ admin: { ...server, user: admin.user, options }, server, appSecret, log });
  starting.catch(() => {});
  const waitedMs = async () => {
    const { rows } = await admin.query(
      `select coalesce(max(extract(epoch from clock_timestamp() - query_start) * 1000), 0)::float as ms from pg_stat_activity
       where datname = current_database() and application_name = 'botcadence migrate' and wait_event_type = 'Lock'`,
    );
    return rows[0].ms;
  };
  await expect.poll(waitedMs, { timeout: 5_000 }).toBeGreaterThan(100);
  await admin.query("select pg_advisory_unlock(7341002)");
  await (await starting).close();
});
