import { readdir, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createOrganization, createProject, createSource, upload } from "#testing/factories.ts";
import { runJob } from "#testing/run-job.ts";
import type { Source } from "../contract.ts";
import { processSource } from "./process-source.ts";
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
