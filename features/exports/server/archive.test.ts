import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createSource } from "#testing/factories.ts";
import { addMissingRows } from "#testing/missing-rows.ts";
import { runJob } from "#testing/run-job.ts";
import { findSale } from "#testing/sold-words.ts";
import { unzip } from "#testing/unzip.ts";
import { fillWorld, type FilledWorld } from "#testing/world.ts";
import { product } from "../../../app.ts";
import type { Export } from "../contract.ts";
import { archivedTables, type ArchivedTable } from "./archived-tables.ts";
import { makeExport } from "./make-export.ts";

const target = useApp();
const exportedTables = archivedTables(product.tables);
const ofOrganizations = product.tables.filter((table) => "archive" in table);
const query = async <Row>(sql: string, values: unknown[] = []) => (await target.database.admin.query(sql, values)).rows as Row[];

/** Of the database, so that a table or column of tomorrow is asked for as well. */
const columnsOfTables = () =>
  query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text order by a.attname) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_policies p on p.schemaname = 'app' and p.tablename = c.relname and p.policyname = 'tenant'
     where c.relnamespace = 'app'::regnamespace and c.relname <> 'users' group by 1 order by 1`,
  );

test("each table of an organization is exported with each of its columns, or is left out with a reason", async () => {
  const known = Object.fromEntries(
    exportedTables.map(({ table, columns, leftOut = {} }) => [
      table,
      [...columns, ...Object.keys(leftOut), ...(table === "organizations" ? [] : ["organization_id"])].toSorted(),
    ]),
  );
  const whole = ofOrganizations.filter(({ archive }) => typeof archive === "string").map(({ name }) => name as string);
  const held = await columnsOfTables();
  expect(Object.fromEntries(held.filter(({ table }) => !whole.includes(table)).map(({ table, columns }) => [table, columns]))).toEqual(
    known,
  );
  expect(whole.filter((table) => !held.some((one) => one.table === table))).toEqual([]);
  const reasons = ofOrganizations.flatMap(({ archive }) =>
    typeof archive === "string" ? [archive] : Object.values(archive.leftOut ?? {}),
  );
  expect(reasons.every((reason) => reason && (typeof reason === "string" ? reason : reason.why).length > 20)).toBe(true);
});

test("rows are read in the order of their table's own key", async () => {
  const keys = await query<{ table: string; key: string[] }>(
    `select c.relname as table, array(select a.attname::text from unnest(i.indkey) with ordinality k(n, o)
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.n order by k.o) as key
     from pg_index i join pg_class c on c.oid = i.indrelid where i.indisprimary and c.relnamespace = 'app'::regnamespace`,
  );
  for (const { table, key = ["id"] } of exportedTables) {
    const own = keys.find((one) => one.table === table)?.key.filter((column) => column !== "organization_id");
    expect([table, key]).toEqual([table, own]);
  }
});

test("an archive holds every row that the database has of the organization and each of its files, and nothing of another one's", async () => {
  const [mine, other] = [await fill(), await fill()];
  const files = await archiveOf(mine);
  const manifest = JSON.parse(files.get("manifest.json")!.toString());

  for (const table of exportedTables) {
    const lines = linesOf(files, table);
    expect(lines.length, `${table.table} has rows here`).toBeGreaterThan(0);
    expect(lines.map((line) => pick(line, table.columns))).toEqual(await rowsOf(table, mine.organization.id));
    const content = files.get(`data/${table.name}.jsonl`)!;
    expect(manifest.data.find(({ path }: { path: string }) => path === `data/${table.name}.jsonl`)).toEqual({
      path: `data/${table.name}.jsonl`,
      rows: lines.length,
      size_bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    });
  }
  expect(manifest).toMatchObject({
    format: "botcadence-export",
    version: 1,
    organization: { id: mine.organization.id, name: "Test Company" },
  });
  expect(Object.keys(manifest.data)).toHaveLength(exportedTables.length);

  const rowsWithFiles = exportedTables.filter((table) => table.files).flatMap((table) => linesOf(files, table));
  const stored = rowsWithFiles.filter(({ id, file }) => Boolean(file) && !manifest.files.missing.includes(id));
  expect(new Set(stored.map(({ id }) => String(id).slice(0, 4)))).toEqual(new Set(["src_", "att_"]));
  for (const { id, file } of stored) {
    const original = await target.platform.storage.read(`${mine.organization.id}/${String(id)}`);
    const bytes = Buffer.from(await new Response(original!.stream).arrayBuffer());
    expect(files.get(String(file))?.equals(bytes)).toBe(true);
  }
  expect([...files.keys()].toSorted()).toEqual(
    ["manifest.json", ...manifest.data.map(({ path }: { path: string }) => path), ...stored.map(({ file }) => file)].toSorted(),
  );
  expect(manifest.files.count).toBe(stored.length);

  const everything = [...files.values()].map((content) => content.toString("latin1")).join("\n");
  for (const id of await idsOf(other.organization.id)) expect(everything).not.toContain(id);
  for (const user of Object.values(other.users)) expect(everything).not.toContain(user.email);
});

test("no secret is in an archive: neither hashes of keys and handles nor kept answers", async () => {
  const mine = await fill();
  const { id } = mine.organization;
  const secrets = await query<{ secret: string }>(
    `select hash as secret from api_keys where organization_id = $1 union select hash from handles where organization_id = $1
     union select request_hash from idempotency_keys where organization_id = $1
     union select s.token from sessions s join memberships m on m.user_id = s.user_id where m.organization_id = $1`,
    [id],
  );
  expect(secrets.length).toBeGreaterThan(4);
  const everything = [...(await archiveOf(mine)).values()].map((content) => content.toString("latin1")).join("\n");
  for (const { secret } of secrets) expect(everything).not.toContain(secret);
});

test("more rows than a page come once each, in order", async () => {
  const mine = await fillWorld(target);
  const { id } = mine.organization;
  await query(
    `insert into messages (organization_id, id, project_id, conversation_id, role, text)
     select $1, 'msg_' || lpad(n::text, 26, '0'), $2, $3, 'visitor', 'Question ' || n from generate_series(1, 1234) n`,
    [id, mine.world.project_id, mine.world.conversation_id],
  );
  const lines = linesOf(
    await archiveOf(mine),
    exportedTables.find(({ table }) => table === "messages")!,
  );
  const texts = lines.map(({ text }) => String(text)).filter((text) => text.startsWith("Question "));
  expect(texts).toEqual(Array.from({ length: 1234 }, (_, index) => `Question ${index + 1}`));
});

test("a source whose file is gone is named, and its line is there", async () => {
  const mine = await fillWorld(target);
  const { organization, world } = mine;
  const lost = await createSource(target, organization.id, world.project_id, "Lost.");
  await target.platform.storage.remove(`${organization.id}/${lost}`);
  const files = await archiveOf(mine);
  expect(JSON.parse(files.get("manifest.json")!.toString()).files).toMatchObject({ count: 3, missing: [lost] });
  expect(files.get("data/sources.jsonl")!.toString()).toContain(lost);
});

test("where nothing is or was sold, an archive does not speak of it", async () => {
  const mine = await fillWorld(target);
  const files = await archiveOf(mine);
  for (const [path, content] of files) expect([path, findSale(`${path} ${content.toString("latin1")}`)]).toEqual([path, null]);
  const empty: string[] = [];
  for (const { table } of exportedTables.filter(({ available }) => available))
    if ((await query(`select from ${table} where organization_id = $1`, [mine.organization.id])).length === 0) empty.push(table);
  expect(empty.length).toBeGreaterThan(2);
  expect(exportedTables.filter(({ name }) => !files.has(`data/${name}.jsonl`)).map(({ table }) => table)).toEqual(empty);
});

async function fill(): Promise<FilledWorld> {
  const filled = await fillWorld(target);
  await addMissingRows(target, filled);
  return filled;
}

/** Asks for an export over the API, makes it, and downloads and opens it. */
async function archiveOf({ organization: { id, owner } }: FilledWorld): Promise<Map<string, Buffer>> {
  const { body } = await call<Export>(target, owner, `POST /v1/organizations/${id}/exports`, {});
  await runJob(target, makeExport, id, { export_id: body.id });
  const answer = await target.app.request(`/v1/organizations/${id}/exports/${body.id}/file`, { headers: { cookie: owner.cookie } });
  expect(answer.status).toBe(200);
  return unzip(Buffer.from(await answer.arrayBuffer()));
}

type Line = Readonly<Record<string, unknown>>;

function linesOf(files: Map<string, Buffer>, { name }: ArchivedTable): Line[] {
  const lines = files.get(`data/${name}.jsonl`)!.toString().split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line) as Line);
}

/** The rows as PostgreSQL itself makes JSON of them; the entry of the download came after the archive. */
async function rowsOf({ table, columns, key = ["id"] }: ArchivedTable, organizationId: string): Promise<Line[]> {
  const owner = table === "organizations" ? "id" : "organization_id";
  const rows = await query<{ row: Line }>(
    `select to_jsonb(t) as row from ${table} t where ${owner} = $1 and ${table === "audit_entries" ? "action <> 'export.download'" : "true"} order by ${key.join() || "1"}`,
    [organizationId],
  );
  return rows.map(({ row }) => pick(row, columns));
}

/** Only the columns; PostgreSQL writes times with an offset. */
function pick(row: Line, columns: readonly string[]): Line {
  return Object.fromEntries(columns.map((column) => [column, asTime(row[column])]));
}

function asTime(value: unknown): unknown {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) ? new Date(value).toISOString() : value;
}

/** Every id in any row of the organization. */
async function idsOf(organizationId: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const { table } of await columnsOfTables()) {
    const owner = table === "organizations" ? "id" : "organization_id";
    for (const { row } of await query<{ row: string }>(`select t::text as row from ${table} t where ${owner} = $1`, [organizationId])) {
      for (const id of row.match(/\b[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g) ?? []) ids.add(id);
    }
  }
  expect(ids.size).toBeGreaterThan(15);
  return ids;
}
