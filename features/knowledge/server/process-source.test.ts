import { readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withEngine } from "#platform/engine.ts";
import { useApp } from "#testing/app.ts";
import { makePdf } from "#testing/documents.ts";
import { call, createOrganization, createProject, createSource, upload } from "#testing/factories.ts";
import { withHastyParsers } from "#testing/hasty-parsers.ts";
import { underscoresMarkdown, stringPdf } from "#testing/hostile-files.ts";
import { runJob } from "#testing/run-job.ts";
import type { Source } from "../contract.ts";
import { processSource, processSourceSlowly } from "./process-source.ts";
import { sweepStorage } from "./sweep-storage.ts";

/** No worker runs here: the tests run jobs themselves, and cut them off where they like. */
const target = useApp();
const never = new AbortController().signal;

async function setUp() {
  const { id, owner } = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  const path = `/v1/organizations/${id}/projects/${project}/sources`;
  const read = async (source: string) => (await call<Source>(target, owner, `GET ${path}/${source}`)).body;
  return { id, owner, project, path, read };
}

const processNow = (organizationId: string, source: string, signal = never) =>
  runJob(target, processSource, organizationId, { source_id: source }, signal);
const sweep = () => sweepStorage.run({ platform: target.platform, log: target.platform.log, signal: never });
const query = async (text: string, values: unknown[]) => (await target.database.admin.query(text, values)).rows;
const filesOf = (organizationId: string) => readdir(join(target.filesFolder, organizationId));
const chunksOf = async (source: string) =>
  (await query("select count(*)::int as count from chunks where source_id = $1", [source]))[0].count;
const age = (organizationId: string, name: string) => utimes(join(target.filesFolder, organizationId, name), new Date(0), new Date(0));
const uploadOne = async (owner: { cookie: string }, path: string) =>
  (await upload(target, owner, `${path}/files`, [{ name: "a.md", bytes: "One.\n\n# Two\n\nThree." }])).body.data[0]!.id;

test("a job that is cut off leaves the source as it was, and run again it finishes", async () => {
  const { id, owner, path, read } = await setUp();
  const source = await uploadOne(owner, path);
  const abort = new AbortController();
  abort.abort(new Error("killed"));
  await expect(processNow(id, source, abort.signal)).rejects.toThrow("killed");
  expect(await read(source)).toMatchObject({ status: "processing", passage_count: 0 });
  await processNow(id, source);
  expect(await read(source)).toMatchObject({ status: "synced", passage_count: 2 });
});

test("a job that runs twice at once leaves everything once", async () => {
  const { id, owner, path, read } = await setUp();
  const source = await uploadOne(owner, path);
  await Promise.all([processNow(id, source), processNow(id, source)]);
  await processNow(id, source);
  expect(await read(source)).toMatchObject({ status: "synced", passage_count: 2 });
  expect(await chunksOf(source)).toBe(2);
});

test("a source that is read again writes only what changed: the same passages keep their ids and postings", async () => {
  const { id, owner, path, read } = await setUp();
  const text = (last: string) =>
    `# One\n\nLamps are sent back within 30 days.\n\n# Two\n\nDesks are fetched by us.\n\n# Three\n\n${last}\n`;
  const source = (await upload(target, owner, `${path}/files`, [{ name: "a.md", bytes: text("Chairs cost 20 euros.") }])).body.data[0]!.id!;
  await processNow(id, source);
  const chunks = () => query("select id::text, position, text, xmin::text from chunks where source_id = $1 order by position", [source]);
  const postings = () =>
    query(
      "select term, chunk_id::text, xmin::text, length from postings where chunk_id in (select id from chunks where source_id = $1) order by 1, 2",
      [source],
    );
  const [before, postingsBefore] = [await chunks(), await postings()];
  await writeFile(join(target.filesFolder, id, source), `# Zero\n\nNew at the top.\n\n${text("Chairs cost 25 euros.")}`);
  expect((await call(target, owner, `POST ${path}/${source}/sync`)).status).toBe(202);
  await processNow(id, source);
  expect(await read(source)).toMatchObject({ status: "synced", passage_count: 4 });
  const [after, postingsAfter] = [await chunks(), await postings()];
  expect(after.map((chunk) => chunk["text"])).toEqual(["New at the top.", before[0]!["text"], before[1]!["text"], "Chairs cost 25 euros."]);
  expect([after[1]!["id"], after[2]!["id"]]).toEqual([before[0]!["id"], before[1]!["id"]]);
  expect(before.map((chunk) => chunk["id"])).not.toContain(after[3]!["id"]);
  // No posting of what stayed was written a second time.
  const stayed = new Set([after[1]!["id"], after[2]!["id"]]);
  const of = (all: Record<string, unknown>[]) => all.filter((posting) => stayed.has(posting["chunk_id"]));
  expect(of(postingsAfter)).toEqual(of(postingsBefore));
  const [lengths] = await query("select chunk_count, term_count::int from document_lengths where organization_id = $1", [id]);
  const sum = [...new Map(postingsAfter.map((posting) => [posting["chunk_id"], posting["length"] as number])).values()].reduce(
    (all, one) => all + one,
    0,
  );
  expect(lengths).toEqual({ chunk_count: 4, term_count: sum });
});

test("a reading that was cut off with its server is tried once more, and then left to a person", async () => {
  const { id, owner, path, read } = await setUp();
  const source = await uploadOne(owner, path);
  const cutOff = () => query("update sources set attempts = attempts + 1 where id = $1", [source]);
  await cutOff();
  await cutOff();
  await processNow(id, source);
  expect(await read(source)).toMatchObject({ status: "failed", error: { code: "interrupted" }, passage_count: 0 });
  expect((await call(target, owner, `POST ${path}/${source}/sync`)).status).toBe(202);
  await cutOff();
  await processNow(id, source);
  expect(await read(source)).toMatchObject({ status: "synced", passage_count: 2 });
});

test("an attempt is noted before it begins, and stands until its outcome is saved", async () => {
  const { id, owner, path } = await setUp();
  const source = await uploadOne(owner, path);
  await query("create table noted (said text)", []);
  await query("grant insert on noted to public", []);
  await query(
    `create function note() returns trigger language plpgsql as
     $$ begin insert into app.noted values (format('%s %s, then %s %s', old.status, old.attempts, new.status, new.attempts)); return new; end $$`,
    [],
  );
  await query("create trigger note before update on sources for each row execute function note()", []);
  await processNow(id, source);
  await query("drop trigger note on sources", []);
  expect((await query("select said from noted", [])).map(({ said }) => said)).toEqual([
    "processing 0, then processing 1",
    "processing 1, then synced 0",
  ]);
});

test("a reading that is broken off in good order does not count as an attempt", async () => {
  const { id, owner, path, read } = await setUp();
  const source = (await upload(target, owner, `${path}/files`, [{ name: "slow.md", bytes: underscoresMarkdown() }])).body.data[0]!.id!;
  for (let round = 0; round < 3; round += 1) {
    const abort = new AbortController();
    const running = processNow(id, source, abort.signal);
    await expect.poll(() => query("select from sources where id = $1 and attempts = 1", [source])).toHaveLength(1);
    abort.abort(new Error("stopping"));
    await expect(running).rejects.toThrow("stopping");
    expect(await query("select attempts from sources where id = $1", [source])).toEqual([{ attempts: 0 }]);
  }
  expect(await read(source)).toMatchObject({ status: "processing" });
});

/** Lets the transactions fail that update this column of a source, for as long as it says. */
async function failing<T>(when: string, run: () => Promise<T>): Promise<T> {
  const name = `fail_${Math.random().toString(36).slice(2)}`;
  await query(`create function ${name}() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$`, []);
  await query(`create trigger ${name} before update on sources for each row when (${when}) execute function ${name}()`, []);
  try {
    return await run();
  } finally {
    await query(`drop trigger ${name} on sources`, []);
    await query(`drop function ${name}()`, []);
  }
}

test("progress that cannot be written is no failure of the file", async () => {
  const { id, owner, path, read } = await setUp();
  const bytes = makePdf(Array.from({ length: 400 }, (_, page) => Array.from({ length: 50 }, (_, line) => `Page ${page}, line ${line}.`)));
  const source = (await upload(target, owner, `${path}/files`, [{ name: "a.pdf", bytes }])).body.data[0]!.id!;
  const said: object[] = [];
  await failing(`new.id = '${source}' and new.progress <> old.progress and new.status = 'processing'`, async () => {
    const log = Object.assign(Object.create(target.platform.log), { debug: (fields: object) => said.push(fields) });
    await runJob({ ...target, platform: withEngine({ ...target.platform, log }, target.platform) }, processSource, id, {
      source_id: source,
    });
  });
  expect(said.length).toBeGreaterThan(0);
  expect(said[0]).toMatchObject({ err: { message: "the disk is full" }, source_id: source });
  expect(await read(source)).toMatchObject({ status: "synced" });
}, 60_000);

test.each([
  ["what was read cannot be saved", "new.status <> 'processing'"],
  ["its file cannot be fetched", null],
])("where %s, that does not count against the file", async (_what, when) => {
  const { id, owner, path, read } = await setUp();
  const source = await uploadOne(owner, path);
  const { storage } = target.platform;
  for (let round = 0; round < 3; round += 1) {
    if (when) await failing(`new.id = '${source}' and ${when}`, () => expect(processNow(id, source)).rejects.toThrow("the disk is full"));
    else {
      const fetched = storage.read.bind(storage);
      storage.read = async () => Promise.reject(new Error("the disk is gone"));
      await expect(processNow(id, source)).rejects.toThrow("the disk is gone");
      storage.read = fetched;
    }
    expect(await query("select status, attempts from sources where id = $1", [source])).toEqual([{ status: "processing", attempts: 0 }]);
  }
  await processNow(id, source);
  expect(await read(source)).toMatchObject({ status: "synced" });
});

test("a file that overruns does not pass one of another account that waits for the slow lane", async () => {
  const [early, late] = [await setUp(), await setUp()];
  const [waiting, overrunning] = await Promise.all(
    [early, late].map(
      async ({ owner, path }) =>
        (await upload(target, owner, `${path}/files`, [{ name: "slow.md", bytes: underscoresMarkdown() }])).body.data[0]!.id!,
    ),
  );
  await target.platform.database.transaction({ kind: "tenant", organizationId: early.id }, "write", ({ asQueue }) =>
    target.platform.jobs.send(asQueue, "source.process_slowly", { organization_id: early.id, payload: { source_id: waiting } }),
  );
  await withHastyParsers({ fastMs: 1_000 }, () => processNow(late.id, overrunning!));
  const queued = await query(
    "select data->'payload'->>'source_id' as id from jobs.job where name = 'source.process_slowly' order by created_on",
    [],
  );
  expect(queued.map(({ id }) => id)).toEqual([waiting, overrunning]);
  expect(await query("select from slow_lane where held_until > now()", [])).toEqual([]);
  await query("delete from jobs.job where name = 'source.process_slowly'", []);
}, 60_000);

test("a file that took more memory than it may is not read again, also not by hand", async () => {
  const { id, owner, path, read } = await setUp();
  const source = (await upload(target, owner, `${path}/files`, [{ name: "bomb.pdf", bytes: await stringPdf() }])).body.data[0]!.id!;
  await processNow(id, source);
  expect(await read(source)).toMatchObject({ status: "failed", error: { code: "too_complex" } });
  expect(await call(target, owner, `POST ${path}/${source}/sync`)).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
  await processNow(id, source);
  expect(await read(source)).toMatchObject({ status: "failed", error: { code: "too_complex" } });
});

test("a file whose turn in the slow lane is still to come waits there, and is read there", async () => {
  const { id, owner, path, read } = await setUp();
  const source = (await upload(target, owner, `${path}/files`, [{ name: "slow.md", bytes: underscoresMarkdown(15_000) }])).body.data[0]!
    .id!;
  await query("update slow_lane set held_until = now() + interval '1 minute'", []);
  await withHastyParsers({ fastMs: 300 }, () => processNow(id, source));
  expect(await query("select status, attempts from sources where id = $1", [source])).toEqual([{ status: "processing", attempts: 0 }]);
  const waiting = "select from jobs.job where name = 'source.process_slowly' and data->'payload'->>'source_id' = $1";
  expect(await query(waiting, [source])).toHaveLength(1);
  await query("update sources set updated_at = now() - interval '1 hour' where id = $1", [source]);
  await query("delete from jobs.job where name = 'source.process' and data->'payload'->>'source_id' = $1", [source]);
  await sweep();
  expect(await read(source)).toMatchObject({ status: "processing" });
  await query("update slow_lane set held_until = now()", []);
  await runJob(target, processSourceSlowly, id, { source_id: source });
  expect((await read(source)).status).not.toBe("processing");
  await expect.poll(() => query("select from slow_lane where held_until <= now()", [])).toHaveLength(1);
}, 120_000);

test("a source that was deleted meanwhile is no error", async () => {
  const { id, owner, path } = await setUp();
  const source = await uploadOne(owner, path);
  const running = processNow(id, source);
  await call(target, owner, `DELETE ${path}/${source}`);
  await running;
  await processNow(id, source);
  expect(await chunksOf(source)).toBe(0);
});

test("a source whose file is gone fails with a sentence", async () => {
  const { id, owner, path, read } = await setUp();
  const source = await uploadOne(owner, path);
  await rm(join(target.filesFolder, id, source));
  await processNow(id, source);
  expect(await read(source)).toMatchObject({ status: "failed", error: { code: "file_missing" } });
});

test("a source that fails when it is synced again answers no more", async () => {
  const { id, owner, project, path, read } = await setUp();
  const source = await createSource(target, id, project);
  await target.platform.storage.write(
    `${id}/${source}`,
    (async function* () {
      yield Uint8Array.from([32]);
    })(),
    10,
  );
  await call(target, owner, `POST ${path}/${source}/sync`);
  await processNow(id, source);
  expect(await read(source)).toMatchObject({ status: "failed", error: { code: "no_text" }, passage_count: 0 });
  expect(await chunksOf(source)).toBe(0);
});

test("the sweep removes old files without a source, and no others", async () => {
  const { id, owner, project, path } = await setUp();
  const [kept, orphan, young] = [
    await uploadOne(owner, path),
    await createSource(target, id, project),
    await createSource(target, id, project),
  ];
  await query("delete from sources where id = any($1)", [[orphan, young]]);
  await Promise.all([age(id, kept), age(id, orphan)]);
  await sweep();
  expect((await filesOf(id)).toSorted()).toEqual([kept, young].toSorted());
});

test("the sweep says of a synced source that its file is missing", async () => {
  const { id, project, read } = await setUp();
  const [lost, whole] = [await createSource(target, id, project), await createSource(target, id, project)];
  await rm(join(target.filesFolder, id, lost));
  await sweep();
  expect(await read(lost)).toMatchObject({ status: "failed", error: { code: "file_missing" }, passage_count: 1 });
  expect(await read(whole)).toMatchObject({ status: "synced" });
});

test("the sweep ends what waits for a job that is no more, and leaves what has one", async () => {
  const { owner, path, read } = await setUp();
  const [waiting, stuck] = [await uploadOne(owner, path), await uploadOne(owner, path)];
  await query("update sources set updated_at = now() - interval '1 hour' where id = any($1)", [[waiting, stuck]]);
  await query("delete from jobs.job where data->'payload'->>'source_id' = $1", [stuck]);
  await sweep();
  expect(await read(waiting)).toMatchObject({ status: "processing" });
  expect(await read(stuck)).toMatchObject({ status: "failed", error: { code: "interrupted" } });
});
