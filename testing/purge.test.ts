import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { purgeOrganization } from "#features/organizations/server/purge-organization.ts";
import { sweepPurges } from "#features/organizations/server/sweep-purges.ts";
import { useApp } from "./app.ts";
import { addMissingRows } from "./missing-rows.ts";
import { fillWorld, type FilledWorld } from "./world.ts";
import { cutOffAfter } from "./cut-off-after.ts";

/**
 * A purge leaves nothing. Nothing here names a table but the list of what is added to a filled organization: tables,
 * columns and files are the database's and the store's own, so one that is added later is searched from its first day.
 */
const target = useApp();
const query = async <Row>(sql: string, values: unknown[] = []) => (await target.database.admin.query(sql, values)).rows as Row[];
const sweep = () => sweepPurges.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(60_000) });

test("purged, an organization has no row, file, job or mention left anywhere, and another one has every one of its own", async () => {
  const [gone, other] = [await fill(), await fill()];
  for (const { organization } of [gone, other]) expect(await emptyTables(organization.id)).toEqual([]);
  const ids = await idsOf(gone.organization.id);
  expect(ids.size).toBeGreaterThan(15);
  const before = await everythingOf(other.organization.id);
  expect((await mentions(ids)).length).toBeGreaterThan(20);
  const held = await countRows(gone.organization.id);
  const files = await filesOf(gone.organization.id);

  const certificate = await purgeOrganization(target.platform, gone.organization.id, "operator");

  expect(await mentions(ids)).toEqual([]);
  expect(await filesOf(gone.organization.id)).toEqual({});
  expect(await readdir(target.filesFolder)).not.toContain(gone.organization.id);
  expect(await everythingOf(other.organization.id)).toEqual(before);
  expect(certificate.finished_at).not.toBeNull();
  // The purge itself writes one entry of the status' history before it removes them all.
  expect(certificate.row_counts).toEqual({ ...held, status_changes: held.status_changes! + 1 });
  expect([certificate.file_count, certificate.file_bytes]).toEqual([
    Object.keys(files).length,
    Object.values(files).reduce((sum, text) => sum + text.length, 0),
  ]);
});

test("cut off after any of its steps, the sweep continues it, and it leaves as little", { timeout: 120_000 }, async () => {
  for (let steps = 1; ; steps += 1) {
    const { organization } = await fill();
    const ids = await idsOf(organization.id);
    const held = await countRows(organization.id);
    const files = Object.keys(await filesOf(organization.id)).length;
    const purged = await purgeOrganization(target.platform, organization.id, "operator", cutOffAfter(steps)).then(
      () => true,
      (error: Error) => {
        expect(error.message).toBe("cut off");
        return false;
      },
    );
    await sweep();
    // What is purged is looked at again for a while; here once is enough.
    await query("update purge_certificates set finished_at = finished_at - interval '3 hours'");
    expect(await mentions(ids), `cut off after ${steps}`).toEqual([]);
    expect(await readdir(target.filesFolder)).not.toContain(organization.id);
    const [certificate] = await query<{ row_counts: object; file_count: string; finished_at: Date | null }>(
      "select row_counts, file_count, finished_at from purge_certificates where organization_id = $1",
      [organization.id],
    );
    expect(certificate).toMatchObject({ finished_at: expect.any(Date), file_count: String(files) });
    expect(certificate?.row_counts).toEqual({ ...held, status_changes: held.status_changes! + 1 });
    if (purged) return expect(steps).toBeGreaterThan(15);
  }
});

async function fill(): Promise<FilledWorld> {
  const filled = await fillWorld(target);
  await addMissingRows(target, filled);
  return filled;
}

const kept = "'purge_certificates', 'kept_invoices'";

type Column = { table: string; column: string };

/** Every table of ours and of the queue, less what the operator keeps on purpose. */
const tables = once(() =>
  query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('app', 'jobs') and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in (${kept}) order by 1`,
  ).then((rows) => rows.map(({ name }) => name)),
);

/** The tables in which rows belong to an organization, and by which column. */
const owned = once(async (): Promise<Column[]> => [
  ...(await query<Column>(
    `select c.relname as table, 'organization_id' as column from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
     where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and c.relname not in (${kept}) order by 1`,
  )),
  { table: "organizations", column: "id" },
]);

function once<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => (result ??= read());
}

/** Every value of every column, as text: by table, and of the queue. */
async function rowsOf(id: string): Promise<Record<string, string[]>> {
  const places = [...(await owned()).map(({ table, column }) => ({ name: table, table, column })), queue];
  const rows = await query<{ name: string; row: string }>(
    `${places.map(({ name, table, column }) => `select '${name}' as name, t::text as row from ${table} t where ${column} = $1`).join(" union all ")} order by 1, 2`,
    [id],
  );
  const found: Record<string, string[]> = Object.fromEntries(places.map(({ name }) => [name, []]));
  for (const { name, row } of rows) found[name]!.push(row);
  return found;
}

const queue = { name: "jobs", table: "jobs.job", column: "data ->> 'organization_id'" };

async function emptyTables(organizationId: string): Promise<string[]> {
  const rows = await rowsOf(organizationId);
  return Object.keys(rows).filter((name) => rows[name]!.length === 0);
}

async function countRows(organizationId: string): Promise<Record<string, number>> {
  const rows = await rowsOf(organizationId);
  return Object.fromEntries(Object.entries(rows).map(([name, all]) => [name, all.length]));
}

/** Rows and files, byte for byte. */
async function everythingOf(organizationId: string): Promise<unknown> {
  return {
    rows: await rowsOf(organizationId),
    files: await filesOf(organizationId),
    users: await query("select u.* from users u join memberships m on m.user_id = u.id where m.organization_id = $1 order by 1", [
      organizationId,
    ]),
  };
}

async function filesOf(organizationId: string): Promise<Record<string, string>> {
  const folder = join(target.filesFolder, organizationId);
  const names = await readdir(folder).catch(() => []);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")])));
}

const ids = /[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}/g;

/** The organization's id and those of everything in it; people and their sessions are their own. */
async function idsOf(organizationId: string): Promise<Set<string>> {
  const { jobs: _jobs, ...rows } = await rowsOf(organizationId);
  const found = Object.values(rows).flat().join("\n").match(ids);
  return new Set(found?.filter((id) => !/^(usr|ses)_/.test(id)));
}

/** Where any of the ids stands, in any column of any table. */
async function mentions(those: ReadonlySet<string>): Promise<string[]> {
  const rows = await query<{ name: string; row: string }>(
    (await tables()).map((table) => `select '${table}' as name, t::text as row from ${table} t`).join(" union all "),
  );
  return rows.flatMap(({ name, row }) =>
    (row.match(ids) ?? []).filter((id) => those.has(id)).map((id) => `${id} in ${name}: ${row.slice(0, 200)}`),
  );
}
