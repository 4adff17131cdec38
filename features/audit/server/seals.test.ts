import { sql as raw } from "kysely";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { insertAuditEntry } from "#access/audit.ts";
import { systemActor } from "#access/actor.ts";
import { purgeOrganization } from "#features/organizations/server/purge-organization.ts";
import { withEngine } from "#platform/engine.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createOrganization, setStatus, type TestOrganization } from "#testing/factories.ts";
import type { AuditEntry, AuditSeal, AuditVerification } from "../contract.ts";
import { sealedColumns } from "./digest-hour.ts";
import { sealAuditLog, sealHours } from "./seal-audit-log.ts";

const target = useApp();
const sql = async <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  (await target.database.admin.query(text, values)).rows as Row[];
const never = new AbortController().signal;
/** Other tests' transactions on the same server hold it up, for as long as they take. */
const patientMs = 60_000;
const seal = () => sealHours(target.platform, patientMs, never);

let organization: TestOrganization;
beforeEach(async () => {
  organization = await createOrganization(target);
});
afterEach(() => sql("delete from audit_entries").then(() => sql("delete from audit_seals")));

/** As it was written at that time: the owner of the table may say when. */
async function addEntry(createdAt: string, label = "A project", organizationId = organization.id): Promise<string> {
  const id = newId("aud");
  await sql(
    `insert into audit_entries (organization_id, id, created_at, actor_type, actor_label, action, target_type, target_label, after)
     values ($1, $2, $3, 'user', 'ann@example.com', 'project.create', 'project', $4, '{"name": "A project"}')`,
    [organizationId, id, createdAt, label],
  );
  return id;
}

/** Three sealed hours of two entries each, with an hour without any in between. */
async function sealThreeHours(): Promise<string[]> {
  const ids: string[] = [];
  for (const hour of ["08", "09", "11"]) {
    for (const minute of ["05", "40"]) ids.push(await addEntry(`2026-03-02T${hour}:${minute}:00.000Z`));
  }
  expect(await seal()).toBe(3);
  return ids;
}

const sealsOf = (organizationId = organization.id) =>
  sql<Omit<AuditSeal, "hour"> & { hour: Date }>("select * from audit_seals where organization_id = $1 order by sequence", [organizationId]);

async function verify(head?: string): Promise<AuditVerification> {
  const path = `/v1/operator/organizations/${organization.id}/audit-verification${head ? `?head=${head}` : ""}`;
  const { status, body } = await call<AuditVerification>(target, { key: operatorKey(target.platform) }, `GET ${path}`);
  expect(status).toBe(200);
  return body;
}

test("each hour that is over gets one seal, an hour without entries none, and each seal holds the digest of the one before", async () => {
  await sealThreeHours();
  const seals = await sealsOf();
  expect(seals.map(({ sequence, hour, entry_count }) => [sequence, hour.toISOString(), entry_count])).toEqual([
    [1, "2026-03-02T08:00:00.000Z", 2],
    [2, "2026-03-02T09:00:00.000Z", 2],
    [3, "2026-03-02T11:00:00.000Z", 2],
  ]);
  expect(seals.map(({ previous_digest }) => previous_digest)).toEqual([null, seals[0]!.digest, seals[1]!.digest]);
  expect(await verify()).toEqual({
    organization_id: organization.id,
    seal_count: 3,
    entry_count: 6,
    head: { sequence: 3, hour: "2026-03-02T11:00:00.000Z", digest: seals[2]!.digest },
    broken: null,
  });
});

test("the hour that goes on is not sealed, and a second run adds nothing", async () => {
  await addEntry("2026-03-02T08:00:00.000Z");
  await call(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, { name: "Another Name" });
  expect(await seal()).toBe(1);
  expect(await seal()).toBe(0);
  expect(await sealsOf()).toMatchObject([{ entry_count: 1 }]);
});

test("an organization's seals are of its own entries, and those of another do not show in them", async () => {
  const other = await createOrganization(target);
  await addEntry("2026-03-02T08:10:00.000Z");
  await addEntry("2026-03-02T08:20:00.000Z", "Another project", other.id);
  expect(await seal()).toBe(2);
  const [mine, theirs] = [await sealsOf(), await sealsOf(other.id)];
  expect([mine[0]!.entry_count, theirs[0]!.entry_count]).toEqual([1, 1]);
  await sql("delete from audit_entries where organization_id = $1", [other.id]);
  expect((await verify()).broken).toBeNull();
});

const changes: [what: string, change: string][] = [
  ["the label of what was acted on", "target_label = 'Another project'"],
  ["what it was afterwards", `after = '{"name": "Another project"}'`],
  ["what it was before", `before = '{}'`],
  ["who acted", "actor_label = 'eve@example.com'"],
  ["the action", "action = 'project.delete'"],
  ["the minute", "created_at = created_at + interval '1 minute'"],
  ["where from", "ip_address = '192.0.2.7'"],
];

test.each(changes)("an entry of a sealed hour of which %s was altered is found", async (_what, change) => {
  const ids = await sealThreeHours();
  await sql(`update audit_entries set ${change} where id = $1`, [ids[2]]);
  expect((await verify()).broken).toMatchObject({ reason: "entry_altered", sequence: 2, hour: "2026-03-02T09:00:00.000Z" });
});

test("an entry that was deleted from a sealed hour is found", async () => {
  const ids = await sealThreeHours();
  await sql("delete from audit_entries where id = $1", [ids[2]]);
  const { broken, head } = await verify();
  expect(broken).toMatchObject({ reason: "entry_removed", sequence: 2, hour: "2026-03-02T09:00:00.000Z" });
  expect(broken?.message).toContain("2 entries were sealed and 1 is there");
  expect(head).toMatchObject({ sequence: 1 });
});

test("an entry that was inserted into a sealed hour is found", async () => {
  await sealThreeHours();
  await addEntry("2026-03-02T09:20:00.000Z");
  expect((await verify()).broken).toMatchObject({ reason: "entry_added", sequence: 2, hour: "2026-03-02T09:00:00.000Z" });
});

test("an entry that was inserted into an hour without a seal, before others that are sealed, is found and gets no seal", async () => {
  await sealThreeHours();
  const late = await addEntry("2026-03-02T10:20:00.000Z");
  expect(await seal()).toBe(0);
  const { broken } = await verify();
  expect(broken).toMatchObject({ reason: "entry_unsealed", hour: "2026-03-02T10:00:00.000Z" });
  expect(broken?.message).toContain(late);
});

test("an entry that was moved to another sealed hour is found where it is missing", async () => {
  const ids = await sealThreeHours();
  await sql("update audit_entries set created_at = created_at + interval '1 hour' where id = $1", [ids[0]]);
  expect((await verify()).broken).toMatchObject({ reason: "entry_removed", sequence: 1 });
});

test("an entry that was moved to an hour without a seal is found there", async () => {
  const ids = await sealThreeHours();
  await sql("update audit_entries set created_at = '2026-03-02T10:00:00Z' where id = $1", [ids[5]]);
  expect((await verify()).broken).toMatchObject({ reason: "entry_unsealed", hour: "2026-03-02T10:00:00.000Z" });
});

test("a seal that was deleted is found, and so is one whose number, hour, count or digests were altered", async () => {
  await sealThreeHours();
  const whole = await sealsOf();
  const restore = async () => {
    await sql("delete from audit_seals where organization_id = $1", [organization.id]);
    for (const row of whole) {
      await sql(
        `insert into audit_seals (organization_id, sequence, hour, entry_count, digest, previous_digest) values ($1, $2, $3, $4, $5, $6)`,
        [organization.id, row.sequence, row.hour, row.entry_count, row.digest, row.previous_digest],
      );
    }
  };
  const cases: [string, object][] = [
    ["delete from audit_seals where sequence = 1", { reason: "seal_missing", sequence: 1 }],
    ["delete from audit_seals where sequence = 2", { reason: "seal_missing", sequence: 2 }],
    ["update audit_seals set sequence = 7 where sequence = 3", { reason: "seal_missing", sequence: 3 }],
    [
      "update audit_seals set hour = hour + interval '1 hour' where sequence = 2",
      { reason: "entry_unsealed", hour: "2026-03-02T09:00:00.000Z" },
    ],
    ["update audit_seals set entry_count = 5 where sequence = 2", { reason: "seal_altered", sequence: 2 }],
    ["update audit_seals set digest = repeat('0', 64) where sequence = 2", { sequence: 2 }],
    ["update audit_seals set previous_digest = repeat('0', 64) where sequence = 2", { reason: "seal_altered", sequence: 2 }],
  ];
  for (const [change, found] of cases) {
    await sql(`${change} and organization_id = $1`, [organization.id]);
    expect((await verify()).broken, change).toMatchObject(found);
    await restore();
    expect((await verify()).broken, change).toBeNull();
  }
});

test("a chain that was rewritten as a whole holds by itself, and not against the head that was kept", async () => {
  const ids = await sealThreeHours();
  const { head } = await verify();
  const kept = (await sealsOf())[0]!.digest;
  expect((await verify(head!.digest)).broken).toBeNull();
  expect((await verify(kept)).broken).toBeNull();
  await sql("update audit_entries set target_label = 'Another project' where id = $1", [ids[0]]);
  await sql("delete from audit_seals where organization_id = $1", [organization.id]);
  expect(await seal()).toBe(3);
  expect((await verify()).broken).toBeNull();
  for (const digest of [head!.digest, kept]) expect((await verify(digest)).broken).toMatchObject({ reason: "head_missing" });
});

test("a chain whose last seals were cut off holds by itself, and not against the head that was kept", async () => {
  await sealThreeHours();
  const { head } = await verify();
  await sql("delete from audit_seals where organization_id = $1 and sequence = 3", [organization.id]);
  expect(await verify()).toMatchObject({ broken: null, head: { sequence: 2 } });
  expect((await verify(head!.digest)).broken).toMatchObject({ reason: "head_missing" });
});

test("sealed anew after a restore of the database without its last seals, the chain has the same head", async () => {
  await sealThreeHours();
  const { head } = await verify();
  await sql("delete from audit_seals where organization_id = $1 and sequence > 1", [organization.id]);
  expect(await seal()).toBe(2);
  expect(await verify(head!.digest)).toMatchObject({ broken: null, head });
});

test("a transaction that began before an hour ended is waited for, and its entry is in a seal of the time at which it was written", async () => {
  await addEntry("2026-03-02T08:10:00.000Z");
  const { server, admin } = target.database;
  const writer = new pg.Client({ ...server, user: admin.user, options: "-c search_path=app" });
  await writer.connect();
  try {
    await writer.query("begin");
    // A writer who holds his entry back across the border of an hour, which is data here.
    await writer.query(
      `insert into audit_entries (organization_id, id, created_at, actor_type, actor_label, action)
       values ($1, $2, '2026-03-02T08:59:59.900Z', 'user', 'ben@example.com', 'project.create')`,
      [organization.id, newId("aud")],
    );
    expect(await sealHours(target.platform, 0, never)).toBeNull();
    expect(await sealsOf()).toEqual([]);
    const sealing = seal();
    await writer.query("commit");
    expect(await sealing).toBe(1);
  } finally {
    await writer.end();
  }
  expect(await sealsOf()).toMatchObject([{ entry_count: 2 }]);
  expect((await verify()).broken).toBeNull();
});

test("an entry's time is that of its writing, however long its transaction was open before, and comes after its number", async () => {
  const { transaction } = target.platform.database;
  const [began] = await transaction({ kind: "tenant", organizationId: organization.id }, "write", async ({ db }) => {
    const { rows } = await raw<{ at: string }>`select now() as at`.execute(db);
    await raw`select pg_sleep(0.05)`.execute(db);
    const source = {
      platform: target.platform,
      actor: systemActor,
      act: { name: "project.create", says: () => "created a project" },
      organizationId: organization.id,
      request: null,
    };
    await insertAuditEntry(db, source, { target: null });
    return rows;
  });
  const [entry] = await sql<{ created_at: Date }>("select created_at from audit_entries where organization_id = $1", [organization.id]);
  expect(entry!.created_at.getTime()).toBeGreaterThan(Date.parse(began!.at));
  // In this order: the number is given out, then the clock is read.
  const [column] = await sql<{ value: string }>(
    "select column_default as value from information_schema.columns where table_schema = 'app' and table_name = 'audit_entries' and column_name = 'created_at'",
  );
  expect(column!.value.replaceAll(/\s+/g, " ")).toMatch(/CASE WHEN \(?pg_current_xact_id\(\) IS NOT NULL\)? THEN clock_timestamp\(\)/);
});

test("nobody who serves requests can say when an entry was written", async () => {
  const { transaction } = target.platform.database;
  const write = transaction({ kind: "tenant", organizationId: organization.id }, "write", ({ db }) =>
    db
      .insertInto("audit_entries")
      .values({
        organization_id: organization.id,
        id: newId("aud"),
        created_at: "2026-03-02T08:00:00.000Z",
        actor_type: "user",
        actor_label: "eve@example.com",
        action: "project.create",
      })
      .execute(),
  );
  await expect(write).rejects.toThrow("permission denied");
});

test("sealed by several processes at once, there is one chain", async () => {
  for (let hour = 0; hour < 12; hour += 1) await addEntry(`2026-03-03T${String(hour).padStart(2, "0")}:30:00.000Z`);
  const counts = await Promise.all([seal(), seal(), seal(), seal()]);
  expect(counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(12);
  expect(await verify()).toMatchObject({ seal_count: 12, entry_count: 12, broken: null });
});

test("cut off in the middle, the next run goes on where it stopped", async () => {
  for (let hour = 0; hour < 4; hour += 1) await addEntry(`2026-03-03T0${hour}:30:00.000Z`);
  const stop = new AbortController();
  const database = { ...target.platform.database };
  const platform = withEngine({ ...target.platform }, { database, jobs: target.platform.jobs });
  let transactions = 0;
  database.transaction = (scope, mode, run) => {
    transactions += 1;
    if (transactions === 6) stop.abort(new Error("cut off"));
    return target.platform.database.transaction(scope, mode, run);
  };
  await expect(sealHours(platform, patientMs, stop.signal)).rejects.toThrow(/cut off|abort/);
  const before = (await sealsOf()).length;
  expect(before).toBeLessThan(4);
  await sealAuditLog.run({ platform: target.platform, log: target.platform.log, signal: never });
  expect((await sealsOf()).length).toBe(4);
  expect((await verify()).broken).toBeNull();
});

test("an hour with more entries than are read at once is sealed and verified as a whole", async () => {
  await sql(
    `insert into audit_entries (organization_id, id, created_at, actor_type, actor_label, action)
     select $1, 'aud_' || lpad(n::text, 26, '0'), '2026-03-02T08:00:00Z', 'user', 'ann@example.com', 'project.create' from generate_series(1, 2500) n`,
    [organization.id],
  );
  expect(await seal()).toBe(1);
  expect(await verify()).toMatchObject({ entry_count: 2500, broken: null });
  await sql("update audit_entries set actor_label = 'eve@example.com' where id = 'aud_' || lpad('2400', 26, '0')");
  expect((await verify()).broken).toMatchObject({ reason: "entry_altered", sequence: 1 });
});

test("a seal covers every column of an entry", async () => {
  const columns = await sql<{ name: string }>(
    "select column_name as name from information_schema.columns where table_schema = 'app' and table_name = 'audit_entries' order by 1",
  );
  expect(columns.map(({ name }) => name)).toEqual(["organization_id", ...sealedColumns].toSorted());
});

test("an organization that is purged loses its seals with its entries, and gets no other", async () => {
  await sealThreeHours();
  await addEntry("2026-03-02T13:00:00.000Z");
  await setStatus(target, organization.id, "deleting");
  await sql("update organizations set purge_started_at = now() where id = $1", [organization.id]);
  expect(await seal()).toBe(0);
  await sql("update organizations set purge_started_at = null where id = $1", [organization.id]);
  await purgeOrganization(target.platform, organization.id, "operator");
  expect([await sealsOf(), await sql("select from audit_entries where organization_id = $1", [organization.id])]).toEqual([[], []]);
});

test("whoever reads the log sees the seals, newest first, and by which an entry is sealed", async () => {
  await sealThreeHours();
  await call(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, { name: "Another Name" });
  const seals = await call<{ data: AuditSeal[]; total: number }>(
    target,
    organization.owner,
    `GET /v1/organizations/${organization.id}/audit-seals?per_page=2`,
  );
  expect(seals.body).toMatchObject({ total: 3, data: [{ sequence: 3 }, { sequence: 2 }] });
  const entries = await call<{ data: AuditEntry[] }>(target, organization.owner, `GET /v1/organizations/${organization.id}/audit-entries`);
  expect(entries.body.data.map((entry) => entry.seal?.sequence ?? null)).toEqual([null, 3, 3, 2, 2, 1, 1]);
  expect(entries.body.data[1]!.seal).toEqual({ sequence: 3, hour: "2026-03-02T11:00:00.000Z", digest: seals.body.data[0]!.digest });
});
