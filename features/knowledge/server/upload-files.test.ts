import { readdir, readFile, stat } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "#platform/http/listen.ts";
import { testAppUrl, useApp } from "#testing/app.ts";
import { makeDocx, makePdf } from "#testing/documents.ts";
import { createMember, createOrganization, createProject, upload } from "#testing/factories.ts";
import type { UploadedFile } from "../contract.ts";

const target = useApp();
const port = 4_151;
let server: { close(): Promise<void> };
beforeAll(async () => {
  server = await listen(target.app, "127.0.0.1", port);
});
afterAll(() => server.close());

async function setUp() {
  const { id, owner } = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  return { id, owner, path: `/v1/organizations/${id}/projects/${project}/sources/files` };
}

const filesOf = (organizationId: string) => readdir(join(target.filesFolder, organizationId)).catch(() => []);
const draftsLeft = async () => (await readdir(join(target.filesFolder, ".drafts")).catch(() => [])).length;
const sourcesOf = async (organizationId: string) =>
  (await target.database.admin.query("select id, name from sources where organization_id = $1 order by id", [organizationId])).rows;

test("each file of an upload has its own outcome, in order, and a refused one leaves nothing behind", async () => {
  const { id, owner, path } = await setUp();
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
  const files: [string, Uint8Array | string, string | null][] = [
    ["first.md", "# One\n\nText.", null],
    ["empty.txt", "", "empty"],
    ["large.txt", Buffer.alloc(10_000_001, "a"), "too_large"],
    ["limit.txt", Buffer.alloc(10_000_000, "a "), null],
    ["picture.pdf", png, "wrong_type"],
    ["program.exe", "MZ\u0090", "unsupported_type"],
    ["program.txt", Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 1, 2, 0]), "wrong_type"],
    ["binary.csv", Uint8Array.from([65, 0, 66, 0, 1, 2, 3]), "wrong_type"],
    ["locked.docx", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), "encrypted_or_old"],
    ["text.docx", "not a zip", "wrong_type"],
    ["no-ending", "text", "unsupported_type"],
    ["SHOUT.PDF", makePdf([["Loud."]]), null],
    ["last.docx", makeDocx([{ text: "Last." }]), null],
  ];
  const { status, body } = await upload(
    target,
    owner,
    path,
    files.map(([name, bytes]) => ({ name, bytes })),
  );
  expect(status).toBe(202);
  expect(body.data.map(({ name, error }) => [name, error?.code ?? null])).toEqual(files.map(([name, , code]) => [name, code]));
  for (const [index, outcome] of body.data.entries()) {
    const [, bytes, code] = files[index]!;
    expect(outcome.size_bytes).toBe(Buffer.byteLength(bytes as string));
    expect([outcome.status, outcome.id === null]).toEqual(code ? ["failed", true] : ["processing", false]);
    if (code) expect(outcome.error?.message).toMatch(/^[A-Z].+\.$/);
  }
  const accepted = body.data.filter(({ error }) => error === null).map((outcome) => outcome.id);
  expect((await filesOf(id)).toSorted()).toEqual(accepted.toSorted());
  expect((await sourcesOf(id)).map((row) => row.id).toSorted()).toEqual(accepted.toSorted());
});

test("the same content twice is taken twice, and says so", async () => {
  const { owner, path } = await setUp();
  const { body } = await upload<{ data: UploadedFile[] }>(target, owner, path, [
    { name: "a.txt", bytes: "Same." },
    { name: "b.txt", bytes: "Same." },
  ]);
  const [first, second] = body.data;
  expect([first?.duplicate_of, second?.duplicate_of]).toEqual([null, { id: first?.id, name: "a.txt" }]);
});

test("a hundred files are taken, and more are refused as a whole", async () => {
  const { id, owner, path } = await setUp();
  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `${index}.txt`, bytes: `Text ${index}.` }));
  const refused = await upload<{ error: { field_errors: object } }>(target, owner, path, many(101));
  expect([refused.status, Object.keys(refused.body.error.field_errors)]).toEqual([422, ["file"]]);
  expect([await filesOf(id), await sourcesOf(id), await draftsLeft()]).toEqual([[], [], 0]);
  const taken = await upload(target, owner, path, many(100));
  expect([taken.status, taken.body.data.length, (await sourcesOf(id)).length]).toEqual([202, 100, 100]);
});

test.each([
  ["application/json", "{}", 415],
  ["multipart/form-data", "x", 400],
  ["multipart/form-data; boundary=b", "", 400],
  ["multipart/form-data; boundary=b", "--b--\r\n", 422],
  [
    "multipart/form-data; boundary=b",
    '--b\r\nContent-Disposition: form-data; name="other"; filename="a.txt"\r\n\r\ntext\r\n--b--\r\n',
    422,
  ],
  ["multipart/form-data; boundary=b", '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\ncut off', 400],
])("a body of %s %j is %i and leaves nothing behind", async (contentType, body, status) => {
  const { id, owner, path } = await setUp();
  const response = await target.app.request(path, {
    method: "POST",
    headers: { cookie: owner.cookie, origin: testAppUrl, "content-type": contentType },
    body,
  });
  expect(response.status).toBe(status);
  expect([await filesOf(id), await sourcesOf(id), await draftsLeft()]).toEqual([[], [], 0]);
});

test.each([
  ["../../../etc/passwd.txt", "passwd.txt"],
  ["C:\\Users\\me\\plan.txt", "plan.txt"],
  ["a\u202Etxt.exe.txt", "atxt.exe.txt"],
  [`${"x".repeat(300)}.txt`, `${"x".repeat(240)}${"x".repeat(11)}.txt`],
  ["名前 ünïcode.txt", "名前 ünïcode.txt"],
])("the name %j is kept as %j and never becomes a path", async (name, kept) => {
  const { id, owner, path } = await setUp();
  const { body } = await upload(target, owner, path, [{ name, bytes: "Text." }]);
  expect(body.data[0]?.name).toBe(kept);
  expect(await filesOf(id)).toEqual([body.data[0]?.id]);
});

test("a client that hangs up in the middle leaves no file and no source", async () => {
  const { id, owner, path } = await setUp();
  const head =
    '--b\r\nContent-Disposition: form-data; name="file"; filename="one.txt"\r\n\r\nWhole.\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="two.txt"\r\n\r\n';
  const sent = httpRequest({
    port,
    host: "127.0.0.1",
    path,
    method: "POST",
    headers: {
      cookie: owner.cookie,
      origin: testAppUrl,
      "content-type": "multipart/form-data; boundary=b",
      "transfer-encoding": "chunked",
    },
  });
  sent.on("error", () => {});
  sent.write(head + "x".repeat(2_000_000));
  await expect.poll(draftsLeft).toBe(1);
  sent.destroy();
  await expect.poll(draftsLeft).toBe(0);
  await expect.poll(() => filesOf(id)).toEqual([]);
  expect(await sourcesOf(id)).toEqual([]);
});

test("an upload as a viewer is refused before its body is read", async () => {
  const { id, path } = await setUp();
  const viewer = await createMember(target, id, "viewer");
  const status = await new Promise((resolve, reject) => {
    const headers = {
      cookie: viewer.cookie,
      origin: testAppUrl,
      "content-type": "multipart/form-data; boundary=b",
      "content-length": "9000000",
    };
    const sent = httpRequest({ port, host: "127.0.0.1", path, method: "POST", headers }, (response) => resolve(response.statusCode));
    sent.on("error", reject);
    // The rest of the body is never sent: a reader that waited for it would wait for ever.
    sent.write("--b\r\n");
  });
  expect(status).toBe(403);
});

test("an upload streams to the disk while it arrives, and not a byte is lost", async () => {
  const { id, owner, path } = await setUp();
  const sent = httpRequest({
    port,
    host: "127.0.0.1",
    path,
    method: "POST",
    headers: {
      cookie: owner.cookie,
      origin: testAppUrl,
      "content-type": "multipart/form-data; boundary=b",
      "transfer-encoding": "chunked",
    },
  });
  sent.on("error", () => {});
  const answered = new Promise<number | undefined>((resolve) => sent.on("response", (response) => resolve(response.statusCode)));
  sent.write('--b\r\nContent-Disposition: form-data; name="file"; filename="slow.txt"\r\n\r\n');
  const first = Array.from({ length: 500_000 }, (_, index) => `${index} `).join("");
  sent.write(first);
  const folder = join(target.filesFolder, ".drafts");
  await expect
    .poll(async () => Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size > 3_000_000)), {
      timeout: 10_000,
    })
    .toEqual([true]);
  sent.end("end\r\n--b--\r\n");
  expect(await answered).toBe(202);
  const [name = ""] = await filesOf(id);
  expect((await readFile(join(target.filesFolder, id, name), "utf8")) === `${first}end`).toBe(true);
});
