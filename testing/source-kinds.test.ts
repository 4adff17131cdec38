import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Export } from "#features/exports/contract.ts";
import { makeExport } from "#features/exports/server/make-export.ts";
import { sourceKindWords, type Source, type SourcePassage } from "#features/knowledge/contract.ts";
import type { SourceKind } from "#features/knowledge/server/kinds/source-kind.ts";
import { sourceKinds } from "#features/knowledge/server/kinds/source-kinds.ts";
import { processSource } from "#features/knowledge/server/process-source.ts";
import { sweepStorage } from "#features/knowledge/server/sweep-storage.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "./app.ts";
import { call, createOrganization, createProject, createSource } from "./factories.ts";
import { runJob } from "./run-job.ts";
import { unzip } from "./unzip.ts";

/** A kind of source that only this file knows: pages of the web server below. Nothing of one is stored, and what it says changes. */
const page: SourceKind = {
  name: "page",
  noun: "page",
  storedFile: null,
  isStored: false,
  whyNotSync: () => null,
  async fetch({ name }, { signal }) {
    const answer = await fetch(`${web.url}/${name}`, { signal, headers: { "If-None-Match": lastTag } });
    if (answer.status === 304) return "unchanged";
    if (!answer.ok) return { missing: "interrupted" };
    lastTag = answer.headers.get("etag") ?? "";
    return { kind: "markdown", bytes: await answer.bytes() };
  },
};
const target = useApp();
const web = { url: "", answer: (_response: ServerResponse, _tag: string | undefined): void => {} };
let lastTag = "";
const server = createServer((request, response) => web.answer(response, request.headers["if-none-match"]));
const query = async (text: string, values: unknown[] = []) => (await target.database.admin.query(text, values)).rows;

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  web.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  sourceKinds.push(page);
  // What a migration does for a kind that the product knows.
  await query("alter table sources drop constraint sources_kind_check");
});
afterAll(() => {
  sourceKinds.splice(sourceKinds.indexOf(page), 1);
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  lastTag = "";
  says("We are open from nine to five.");
});

/** What the page says from now on. It sends nothing to those who have it already. */
function says(text: string): void {
  web.answer = (response, tag) => {
    const current = `"${text.length}"`;
    if (tag === current) response.writeHead(304).end();
    else response.writeHead(200, { ETag: current }).end(text);
  };
}

async function setUp() {
  const { id, owner } = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  const path = `/v1/organizations/${id}/projects/${project}/sources`;
  const source = newId("src");
  await query(
    `insert into sources (organization_id, id, project_id, kind, name, media_type, size_bytes, content_hash)
     values ($1, $2, $3, 'page', 'opening-hours', 'text/markdown', 30, '')`,
    [id, source, project],
  );
  const read = async () => (await call<Source>(target, owner, `GET ${path}/${source}`)).body;
  const passages = async () =>
    (await call<{ data: SourcePassage[] }>(target, owner, `GET ${path}/${source}/passages`)).body.data.map(({ id: key, text }) => ({
      key,
      text,
    }));
  const processNow = () => runJob(target, processSource, id, { source_id: source });
  const sync = async () => {
    expect(await call(target, owner, `POST ${path}/${source}/sync`)).toMatchObject({ status: 202, body: { status: "processing" } });
    await processNow();
    return read();
  };
  return { id, owner, project, path, source, read, passages, processNow, sync };
}

const sweep = () => sweepStorage.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
const storedBytes = async (organizationId: string) =>
  (
    await query("select coalesce(sum(quantity), 0)::int as sum from usage_events where organization_id = $1 and kind = 'bytes_stored'", [
      organizationId,
    ])
  )[0].sum;

test("every kind that the product has is called something", () => {
  const own = sourceKinds.filter((kind) => kind !== page);
  expect(Object.fromEntries(own.map(({ name, noun }) => [name, noun]))).toEqual(
    Object.fromEntries(Object.entries(sourceKindWords).map(([name, { noun }]) => [name, noun])),
  );
});

test("a source is fetched while no transaction is open and no parser waits, and then it answers", async () => {
  const { processNow, read, passages, id, project } = await setUp();
  const asked = Promise.withResolvers<ServerResponse>();
  web.answer = asked.resolve;
  const running = processNow();
  const response = await asked.promise;
  const open = () =>
    query(
      "select query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and xact_start is not null",
    );
  // One that is being committed ends; one that waits for the answer would not.
  await expect.poll(open).toEqual([]);
  // Each parser has a place still: files are read meanwhile.
  const files = await Promise.all(Array.from({ length: 4 }, () => createSource(target, id, project)));
  await query("update sources set status = 'processing' where id = any($1)", [files]);
  await Promise.all(files.map((file) => runJob(target, processSource, id, { source_id: file })));
  expect(await query("select distinct status from sources where id = any($1)", [files])).toEqual([{ status: "synced" }]);
  expect(await read()).toMatchObject({ status: "processing" });
  response.end("# Hours\n\nWe are open from nine to five.");
  await running;
  expect(await read()).toMatchObject({ status: "synced", progress: 100, passage_count: 1 });
  expect((await passages()).map(({ text }) => text)).toEqual(["We are open from nine to five."]);
}, 30_000);

test("syncing it again brings what is new, leaves what is not, and keeps what there was when nothing comes", async () => {
  const { processNow, sync, passages } = await setUp();
  await processNow();
  const first = await passages();
  expect(await sync()).toMatchObject({ status: "synced", error: null, passage_count: 1 });
  expect(await passages()).toEqual(first);

  says("From Monday on we are open until six.");
  expect(await sync()).toMatchObject({ status: "synced", passage_count: 1 });
  const second = await passages();
  expect(second.map(({ text }) => text)).toEqual(["From Monday on we are open until six."]);

  web.answer = (response) => response.writeHead(503).end();
  expect(await sync()).toMatchObject({ status: "failed", error: { code: "interrupted" }, passage_count: 1, can_sync: true });
  expect(await passages()).toEqual(second);

  says("   ");
  expect(await sync()).toMatchObject({ status: "failed", error: { code: "no_text" }, passage_count: 0 });
  says("We are open again.");
  expect(await sync()).toMatchObject({ status: "synced", error: null, passage_count: 1 });
});

test("what failed for good as a file may be synced again where something else can come", async () => {
  const { id, owner, project, path, source, sync } = await setUp();
  const text = await createSource(target, id, project);
  await query("update sources set status = 'failed', error_code = 'too_complex', error_message = 'Too much.' where organization_id = $1", [
    id,
  ]);
  const { body } = await call<{ data: Source[] }>(target, owner, `GET ${path}`);
  expect(Object.fromEntries(body.data.map((one) => [one.id, one.can_sync]))).toEqual({ [source]: true, [text]: false });
  expect(await call(target, owner, `POST ${path}/${text}/sync`)).toMatchObject({
    status: 409,
    body: { error: { message: "This text cannot be read. Delete it and paste a shorter or simpler one." } },
  });
  expect(await sync()).toMatchObject({ status: "synced" });
});

test("a fetch that breaks off does not count against the source, and what ended meanwhile stays as it is", async () => {
  const { processNow, read, source } = await setUp();
  for (let round = 0; round < 3; round += 1) {
    web.answer = (response) => response.destroy();
    await expect(processNow()).rejects.toThrow("fetch failed");
    expect(await query("select status, attempts from sources where id = $1", [source])).toEqual([{ status: "processing", attempts: 0 }]);
  }
  const asked = Promise.withResolvers<ServerResponse>();
  web.answer = asked.resolve;
  const slow = processNow();
  const response = await asked.promise;
  says("We are open from nine to five.");
  await processNow();
  response.writeHead(503).end();
  await slow;
  expect(await read()).toMatchObject({ status: "synced", error: null });
});

test("the sweep asks for no file of it, and ends it when its job is no more", async () => {
  const { processNow, read, source, passages } = await setUp();
  await processNow();
  await sweep();
  expect(await read()).toMatchObject({ status: "synced", error: null });
  await query("update sources set status = 'processing', updated_at = now() - interval '1 hour' where id = $1", [source]);
  await sweep();
  expect(await read()).toMatchObject({ status: "failed", error: { code: "interrupted" } });
  expect(await passages()).toHaveLength(1);
});

test("it is listed as what it is, and has no file to download", async () => {
  const { id, owner, project, path, source } = await setUp();
  const text = await createSource(target, id, project);
  const { body } = await call<{ data: Source[] }>(target, owner, `GET ${path}`);
  expect(Object.fromEntries(body.data.map((one) => [one.id, [one.kind, one.has_file]]))).toEqual({
    [source]: ["page", false],
    [text]: ["text", true],
  });
  expect(await call(target, owner, `GET ${path}/${source}/file`)).toMatchObject({
    status: 404,
    body: { error: { code: "not_found", message: "This page has no file." } },
  });
  expect((await call(target, owner, `GET ${path}/${text}/file`)).status).toBe(200);
});

test("an export has its line and its passages, and misses no file", async () => {
  const { id, owner, project, source, processNow } = await setUp();
  await processNow();
  const text = await createSource(target, id, project);
  const { body } = await call<Export>(target, owner, `POST /v1/organizations/${id}/exports`, {});
  await runJob(target, makeExport, id, { export_id: body.id });
  const answer = await target.app.request(`/v1/organizations/${id}/exports/${body.id}/file`, { headers: { cookie: owner.cookie } });
  const files = await unzip(Buffer.from(await answer.arrayBuffer()));
  const lines = (name: string) =>
    files
      .get(`data/${name}.jsonl`)!
      .toString()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(Object.fromEntries(lines("sources").map((line) => [line.id, line.file]))).toEqual({
    [source]: null,
    [text]: `files/${text}/Opening hours.md`,
  });
  expect(lines("passages").map((line) => line.text)).toContain("We are open from nine to five.");
  expect(JSON.parse(files.get("manifest.json")!.toString()).files).toMatchObject({ count: 1, missing: [] });
});

test("what is not stored is not counted as stored, and deleting it takes nothing off", async () => {
  const { id, owner, project, path, source } = await setUp();
  const note = { name: "Note", text: "Noted in passing." };
  const { body } = await call<Source>(target, owner, `POST ${path}/texts`, note);
  expect(await storedBytes(id)).toBe(note.text.length);
  expect((await call(target, owner, `DELETE ${path}/${source}`)).status).toBe(204);
  expect(await storedBytes(id)).toBe(note.text.length);
  await query(
    `insert into sources (organization_id, id, project_id, kind, name, media_type, size_bytes, content_hash)
     values ($1, $2, $3, 'page', 'opening-hours', 'text/markdown', 30, '')`,
    [id, source, project],
  );
  expect((await call(target, owner, `DELETE /v1/organizations/${id}/projects/${project}`)).status).toBe(204);
  expect(await storedBytes(id)).toBe(0);
  const removed = await query(
    "select data->'payload'->'file_ids' as ids from jobs.job where name = 'source.remove_files' and data->>'organization_id' = $1",
    [id],
  );
  expect(removed).toEqual([{ ids: [body.id] }]);
  expect(await readdir(`${target.filesFolder}/${id}`)).toEqual([body.id]);
});
