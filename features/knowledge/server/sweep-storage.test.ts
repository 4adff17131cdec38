import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withEngine } from "#platform/engine.ts";
import type { Storage } from "#platform/storage/storage.ts";
import { useApp, type TestApp } from "#testing/app.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { sweepStorage } from "./sweep-storage.ts";

const target = useApp();
const perQuestionMax = 500;
const query = async (text: string, values: unknown[] = []) => (await target.database.admin.query(text, values)).rows;
const idOf = (n: number) => `src_${String(n).padStart(26, "0")}`;

/** Sources 1 to `count` of a new organization, without files. */
async function addSources(count: number, status: string): Promise<string> {
  const { id, owner } = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  await query(
    `insert into sources (organization_id, id, project_id, kind, name, media_type, size_bytes, content_hash, status, updated_at)
     select $1, 'src_' || lpad(n::text, 26, '0'), $2, 'file', 'a.md', 'text/markdown', 1, '', $3, now() - interval '1 hour'
     from generate_series(1, $4::int) n`,
    [id, project, status, count],
  );
  return id;
}

/** Writes the files of sources `first` to `last`, two hours old. */
async function addFiles(organizationId: string, first: number, last: number): Promise<void> {
  const folder = join(target.filesFolder, organizationId);
  await mkdir(folder, { recursive: true });
  const old = new Date(Date.now() - 2 * 3_600_000);
  for (let n = first; n <= last; n += 1) {
    await writeFile(join(folder, idOf(n)), "x");
    await utimes(join(folder, idOf(n)), old, old);
  }
}

/** Sweeps, and watches how much is asked of the storage at once, and how far its list is read before the database is asked. */
async function sweepWatched(): Promise<{ asked: number[]; listedInARow: number }> {
  const { storage, database, jobs } = target.platform;
  const asked: number[] = [];
  let inARow = 0;
  let listedInARow = 0;
  const watched: Storage = {
    ...storage,
    missing(keys) {
      asked.push(keys.length);
      return storage.missing(keys);
    },
    async *list(folder) {
      for await (const file of storage.list(folder)) {
        listedInARow = Math.max(listedInARow, (inARow += 1));
        yield file;
      }
    },
  };
  const transaction: TestApp["platform"]["database"]["transaction"] = (...words) => {
    inARow = 0;
    return database.transaction(...words);
  };
  const engine = { database: { ...database, transaction }, jobs };
  const platform = withEngine({ ...target.platform, storage: watched }, engine);
  await sweepStorage.run({ platform, log: platform.log, signal: new AbortController().signal });
  return { asked, listedInARow };
}

test("thousands of files and sources are looked at a few hundred at a time, and each is judged rightly", async () => {
  const [one, other] = [await addSources(2_600, "synced"), await addSources(700, "synced")];
  await addFiles(one, 1, 2_590);
  // Of the same names, under another organization: those beyond 700 have no source there.
  await addFiles(other, 1, 1_300);
  const { asked, listedInARow } = await sweepWatched();
  expect(asked.reduce((sum, count) => sum + count, 0)).toBe(3_300);
  expect(Math.max(...asked)).toBeLessThanOrEqual(perQuestionMax);
  expect(asked.length).toBeLessThanOrEqual(Math.ceil(3_300 / perQuestionMax) + 1);
  expect(listedInARow).toBeLessThanOrEqual(perQuestionMax);
  const failed = await query("select organization_id, id, error_code from sources where status = 'failed' order by id");
  expect(failed).toEqual(Array.from({ length: 10 }, (_, n) => ({ organization_id: one, id: idOf(2_591 + n), error_code: "file_missing" })));
  expect((await readdir(join(target.filesFolder, other))).toSorted()).toEqual(Array.from({ length: 700 }, (_, n) => idOf(n + 1)));
  expect(await readdir(join(target.filesFolder, one))).toHaveLength(2_590);
}, 60_000);

test("pictures of pages go when their source is no more, and stay while it is", async () => {
  const id = await addSources(1, "synced");
  await addFiles(id, 1, 1);
  const old = new Date(Date.now() - 2 * 3_600_000);
  for (const n of [1, 2]) {
    const folder = join(target.filesFolder, id, `pages_${idOf(n)}`);
    await mkdir(folder);
    await writeFile(join(folder, "1_abc"), "x");
    await utimes(join(folder, "1_abc"), old, old);
  }
  await sweepWatched();
  expect((await readdir(join(target.filesFolder, id))).toSorted()).toEqual([`pages_${idOf(1)}`, idOf(1)]);
});

test("of more sources than are looked at in one go, those whose job is no more end and the others wait", async () => {
  const id = await addSources(1_234, "processing");
  await addFiles(id, 1, 1_234);
  await target.platform.database.transaction({ kind: "tenant", organizationId: id }, "write", async ({ asQueue }) => {
    for (const [name, n] of [
      ["source.process", 1],
      ["source.process", 900],
      ["source.process_slowly", 1_234],
    ] as const)
      await target.platform.jobs.send(asQueue, name, { organization_id: id, payload: { source_id: idOf(n) } });
  });
  await sweepWatched();
  const waiting = await query("select id from sources where organization_id = $1 and status = 'processing' order by id", [id]);
  expect(waiting.map((row) => row.id)).toEqual([1, 900, 1_234].map(idOf));
  expect(await query("select distinct error_code from sources where organization_id = $1 and status = 'failed'", [id])).toEqual([
    { error_code: "interrupted" },
  ]);
}, 60_000);
