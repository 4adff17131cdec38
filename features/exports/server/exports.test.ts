import { readdir, readlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createProject, createSource, finishExport } from "#testing/factories.ts";
import { runJob } from "#testing/run-job.ts";
import { unzip } from "#testing/unzip.ts";
import type { Export } from "../contract.ts";
import { mailExport } from "./mail-export.ts";
import { makeExport } from "./make-export.ts";
import { sweepExports } from "./sweep-exports.ts";
import { cutOffAfter } from "#testing/cut-off-after.ts";

/** No worker runs here: the tests run jobs themselves, and cut them off where they like. */
const target = useApp();
const query = async <Row>(sql: string, values: unknown[] = []) => (await target.database.admin.query(sql, values)).rows as Row[];
const sweep = () => sweepExports.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });

async function setUp() {
  const { id, owner } = await createOrganization(target, "Nora's Lamps");
  const project = await createProject(target, id, owner.id);
  await createSource(target, id, project);
  const path = `/v1/organizations/${id}/exports`;
  const begin = () => call<Export>(target, owner, `POST ${path}`, {});
  return {
    id,
    owner,
    path,
    begin,
    async ready(text?: string) {
      const { body } = await begin();
      await finishExport(target, id, body.id, text);
      return body.id;
    },
    make: (export_id: string, signal?: AbortSignal) => runJob(target, makeExport, id, { export_id }, signal),
    read: async (export_id: string) => (await call<Export>(target, owner, `GET ${path}/${export_id}`)).body,
    download: (export_id: string, headers: Record<string, string> = {}) =>
      target.app.request(`${path}/${export_id}/file`, { headers: { cookie: owner.cookie, ...headers } }),
    archives: async () => (await readdir(join(target.filesFolder, id))).filter((name) => name.startsWith("exp_")),
  };
}

test("an Owner asks for an export, sees it run, gets a mail that leads to the page, and downloads it; the audit log says so", async () => {
  const { id, owner, path, begin, make, read, download } = await setUp();
  const { status, body: asked } = await begin();
  expect(status).toBe(202);
  expect(asked).toMatchObject({ status: "running", progress: 0, size_bytes: null, expires_at: null, requested_by_label: owner.email });
  expect((await download(asked.id)).status).toBe(409);
  await make(asked.id);
  const ready = await read(asked.id);
  expect(ready).toMatchObject({ status: "ready", progress: 100, error: null });
  const days = (Date.parse(ready.expires_at!) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.99);
  expect(days).toBeLessThanOrEqual(7);

  await runJob(target, mailExport, id, { export_id: asked.id });
  const mail = target.mails.findLast(({ to }) => to === owner.email)!;
  expect(mail.subject).toBe("Your export is ready");
  expect(mail.text).toContain(`/organizations/${id}/settings`);
  expect(mail.text).not.toContain(asked.id);

  const answer = await download(asked.id);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="Nora_s Lamps export \d{4}-\d\d-\d\d\.zip"/);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([String(bytes.length), bytes.length]).toEqual([answer.headers.get("content-length"), ready.size_bytes]);
  expect((await unzip(bytes)).has("manifest.json")).toBe(true);

  const list = await call<{ data: Export[]; total: number }>(target, owner, `GET ${path}`);
  expect(list.body).toMatchObject({ total: 1, data: [ready] });
  const entries = await query<{ action: string }>("select action from audit_entries where organization_id = $1 order by id", [id]);
  expect(entries.map(({ action }) => action)).toEqual(["export.create", "export.download"]);
});

test("one is made at a time: however many ask at once, they get the same one and it is queued once", async () => {
  const { id, begin, make } = await setUp();
  const answers = await Promise.all(Array.from({ length: 12 }, begin));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  const jobs = await query("select from jobs.job where name = 'export.make' and data ->> 'organization_id' = $1", [id]);
  expect(jobs).toHaveLength(1);
  await make(answers[0]!.body.id);
  expect((await begin()).body.id).not.toBe(answers[0]!.body.id);
});

test.each([
  ["suspended", "suspended_at = now(), suspended_reason = 'Unpaid'"],
  ["being deleted", "purge_at = now() + interval '30 days', deletion_requested_at = now()"],
])("an organization that is %s is exported and handed out all the same", async (_status, facts) => {
  const { id, owner, path, begin, make, download } = await setUp();
  await query(`update organizations set ${facts} where id = $1`, [id]);
  const { status, body } = await begin();
  expect(status).toBe(202);
  await make(body.id);
  expect((await download(body.id)).status).toBe(200);
  expect((await call(target, owner, `DELETE ${path}/${body.id}`)).status).toBe(204);
});

test("a download that was cut off continues where it stopped, and starts again if the archive is another", async () => {
  const { download, ready: made } = await setUp();
  const ready = await made("0123456789");
  const part = async (headers: Record<string, string>) => {
    const answer = await download(ready, headers);
    return [answer.status, await answer.text(), answer.headers.get("content-range"), answer.headers.get("content-length")];
  };
  const tag = (await download(ready)).headers.get("etag")!;
  expect(tag).toMatch(/^"[0-9a-f]{64}"$/);
  expect(await part({})).toEqual([200, "0123456789", null, "10"]);
  expect(await part({ range: "bytes=4-" })).toEqual([206, "456789", "bytes 4-9/10", "6"]);
  expect(await part({ range: "bytes=4-6" })).toEqual([206, "456", "bytes 4-6/10", "3"]);
  expect(await part({ range: "bytes=-3" })).toEqual([206, "789", "bytes 7-9/10", "3"]);
  expect(await part({ range: "bytes=8-999" })).toEqual([206, "89", "bytes 8-9/10", "2"]);
  expect(await part({ range: "bytes=4-", "if-range": tag })).toEqual([206, "456789", "bytes 4-9/10", "6"]);
  expect(await part({ range: "bytes=4-", "if-range": '"another"' })).toEqual([200, "0123456789", null, "10"]);
  expect(await part({ range: "bytes=10-" })).toEqual([416, "", "bytes */10", null]);
  for (const unread of ["bytes=6-4", "bytes=-", "bytes=0-1,4-5", "lines=1-2", "nonsense"]) {
    expect(await part({ range: unread }), unread).toEqual([200, "0123456789", null, "10"]);
  }
  expect((await download(ready)).headers.get("accept-ranges")).toBe("bytes");
});

test("downloads that are broken off leave no file open", async () => {
  const { id, owner, download, ready: made } = await setUp();
  const ready = await made("x".repeat(1_000_000));
  const openFiles = async () => {
    const links = await Promise.all((await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")));
    return links.filter((link) => link.includes(ready)).length;
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => download(ready)));
  const readers = answers.map((answer) => answer.body!.getReader());
  for (const reader of readers) await reader.read();
  expect(await openFiles()).toBe(5);
  for (const reader of readers) await reader.cancel();
  const url = `http://localhost/v1/organizations/${id}/exports/${ready}/file`;
  const head = await target.app.request(url, { method: "HEAD", headers: { cookie: owner.cookie, origin: target.platform.env.appUrl } });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, "1000000"]);
  await expect.poll(openFiles).toBe(0);
});

test("after its week an archive is gone: at once for anyone who asks, soon from the disk; the others stay", async () => {
  const { id, read, download, archives, ready: made } = await setUp();
  const [old, young] = [await made(), await made()];
  await query("update exports set expires_at = now() - interval '1 second' where id = $1", [old]);
  for (const name of await archives()) await utimes(join(target.filesFolder, id, name), new Date(0), new Date(0));
  const gone = await download(old);
  expect(gone.status).toBe(404);
  expect(await gone.text()).toContain("The archive was available for a week and is gone. Start a new export.");
  await sweep();
  expect(await archives()).toEqual([`${young}_1`]);
  expect((await download(young)).status).toBe(200);
  expect(Date.parse((await read(old)).expires_at!)).toBeLessThan(Date.now());
});

test("five archives are kept at a time: for another one must go first", async () => {
  const { owner, path, begin, ready: made } = await setUp();
  const ready = [];
  for (let count = 0; count < 5; count += 1) ready.push(await made());
  expect((await begin()).status).toBe(409);
  expect((await call(target, owner, `DELETE ${path}/${ready[0]}`)).status).toBe(204);
  expect((await begin()).status).toBe(202);
});

test("a deleted export leaves no archive, also when it was just being made", async () => {
  const { owner, path, begin, make, archives, ready: made } = await setUp();
  const ready = await made();
  expect((await call(target, owner, `DELETE ${path}/${ready}`)).status).toBe(204);
  expect(await archives()).toEqual([]);
  const { body } = await begin();
  const write = target.platform.storage.write;
  target.platform.storage.write = async (...words) => {
    expect((await call(target, owner, `DELETE ${path}/${body.id}`)).status).toBe(204);
    return write(...words);
  };
  try {
    await make(body.id);
  } finally {
    target.platform.storage.write = write;
  }
  expect(await archives()).toEqual([]);
  expect((await call(target, owner, `GET ${path}/${body.id}`)).status).toBe(404);
});

test("a job that is cut off anywhere leaves no half archive, and run again it finishes", async () => {
  const { begin, make, read, archives } = await setUp();
  const { body } = await begin();
  await expect(make(body.id, cutOffAfter(3))).rejects.toThrow("cut off");
  expect([await archives(), await readdir(join(target.filesFolder, ".drafts"))]).toEqual([[], []]);
  expect(await read(body.id)).toMatchObject({ status: "running" });
  await make(body.id);
  expect(await read(body.id)).toMatchObject({ status: "ready" });
});

test("a job that runs twice at once makes one archive, and it is the one that is handed out", async () => {
  const { begin, make, read, download, archives } = await setUp();
  const { body } = await begin();
  await Promise.all([make(body.id), make(body.id)]);
  await make(body.id);
  const ready = await read(body.id);
  expect(ready).toMatchObject({ status: "ready" });
  expect(await archives()).toHaveLength(1);
  const bytes = Buffer.from(await (await download(body.id)).arrayBuffer());
  expect(bytes).toHaveLength(ready.size_bytes!);
  await unzip(bytes);
});

test("an export that fails again and again says so, and the next one can begin", async () => {
  const { begin, make, read } = await setUp();
  const { body } = await begin();
  const write = target.platform.storage.write;
  target.platform.storage.write = () => Promise.reject(new Error("no space left"));
  try {
    for (const _try of [1, 2]) await expect(make(body.id)).rejects.toThrow("no space left");
    await make(body.id);
  } finally {
    target.platform.storage.write = write;
  }
  expect(await read(body.id)).toMatchObject({ status: "failed", error: { code: "not_made" } });
  const { body: next } = await begin();
  expect(next.id).not.toBe(body.id);
  await make(next.id);
  expect(await read(next.id)).toMatchObject({ status: "ready" });
});

test("an export whose tries all died is given up", async () => {
  const { begin, make, read } = await setUp();
  const { body } = await begin();
  await query("update exports set attempt = 3 where id = $1", [body.id]);
  await make(body.id);
  expect(await read(body.id)).toMatchObject({ status: "failed", error: { code: "interrupted" } });
});

test("the sweep ends what waits for a job that is no more, and leaves what has one", async () => {
  const [stuck, waiting] = [await setUp(), await setUp()];
  const [first, second] = [(await stuck.begin()).body.id, (await waiting.begin()).body.id];
  await query("update exports set updated_at = now() - interval '1 hour' where id = any($1)", [[first, second]]);
  await query("delete from jobs.job where data -> 'payload' ->> 'export_id' = $1", [first]);
  await sweep();
  expect(await stuck.read(first)).toMatchObject({ status: "failed", error: { code: "interrupted" } });
  expect(await waiting.read(second)).toMatchObject({ status: "running" });
});

test("a person who can no longer have the archive gets no mail", async () => {
  const { id, path, make } = await setUp();
  const second = await createMember(target, id, "owner");
  const { body } = await call<Export>(target, second, `POST ${path}`, {});
  await query("update memberships set role = 'admin' where id = $1", [second.membershipId]);
  await make(body.id);
  await runJob(target, mailExport, id, { export_id: body.id });
  expect(target.mails.filter(({ to }) => to === second.email)).toEqual([]);
});
