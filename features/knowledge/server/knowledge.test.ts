import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { makeDocx, makePdf } from "#testing/documents.ts";
import { call, createMember, createOrganization, createProject, createSource, upload } from "#testing/factories.ts";
import type { Source, SourcePassage } from "../contract.ts";

const target = useApp({ worker: true });
const markdown = "# Shop\n\n## Delivery\n\nParcels take two days.\n\n## Returns\n\nYou have 30 days.";

async function setUp() {
  const { id, owner } = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  return { id, owner, project, path: `/v1/organizations/${id}/projects/${project}/sources` };
}

async function settled(owner: { cookie: string }, path: string, id: string): Promise<Source> {
  const read = async () => (await call<Source>(target, owner, `GET ${path}/${id}`)).body;
  await expect.poll(async () => (await read()).status, { timeout: 20_000 }).not.toBe("processing");
  return read();
}

const passagesOf = async (owner: { cookie: string }, path: string, id: string) =>
  (await call<{ data: SourcePassage[]; total: number }>(target, owner, `GET ${path}/${id}/passages?per_page=100`)).body;

const tracesOf = async (organizationId: string) => {
  const counts = ["sources", "documents", "chunks", "postings"].map(
    (table) => `(select count(*)::int from ${table} where organization_id = $1) as ${table}`,
  );
  return (await target.database.admin.query<Record<string, number>>(`select ${counts.join(", ")}`, [organizationId])).rows[0];
};

const filesOf = (organizationId: string) => readdir(join(target.filesFolder, organizationId)).catch(() => []);

test("files of every kind are read into passages along their headings", async () => {
  const { owner, path } = await setUp();
  const { status, body } = await upload(target, owner, `${path}/files`, [
    { name: "shop.md", bytes: markdown },
    { name: "terms.pdf", bytes: makePdf([[{ text: "Delivery", size: 20 }, "Parcels take two days."]]) },
    {
      name: "handbook.docx",
      bytes: makeDocx([
        { style: "Heading1", text: "Handbook" },
        { style: "Heading2", text: "Delivery" },
        { text: "Parcels take two days." },
      ]),
    },
    { name: "prices.csv", bytes: "Name;Price\nLamp;12\n" },
    { name: "note.txt", bytes: Buffer.from("Café parcels take two days.", "latin1") },
  ]);
  expect(status).toBe(202);
  expect(body.data.map(({ name, status: now, error }) => [name, now, error])).toEqual(
    ["shop.md", "terms.pdf", "handbook.docx", "prices.csv", "note.txt"].map((name) => [name, "processing", null]),
  );
  const read = await Promise.all(
    body.data.map(async ({ id }) => {
      expect(await settled(owner, path, id)).toMatchObject({ status: "synced", progress: 100, error: null });
      return (await passagesOf(owner, path, id)).data.map(({ headings, text }) => [headings, text]);
    }),
  );
  expect(read).toEqual([
    [
      [["Delivery"], "Parcels take two days."],
      [["Returns"], "You have 30 days."],
    ],
    [[["Delivery"], "Parcels take two days."]],
    [[["Delivery"], "Parcels take two days."]],
    [[[], "Name: Lamp; Price: 12"]],
    [[[], "Café parcels take two days."]],
  ]);
});

test("sources are listed newest first, page by page, by status and by words of their name", async () => {
  const { owner, path } = await setUp();
  const { body } = await upload(target, owner, `${path}/files`, [
    { name: "a.txt", bytes: "One." },
    { name: "b.txt", bytes: " \n " },
    { name: "c.txt", bytes: "Three." },
  ]);
  for (const { id } of body.data) await settled(owner, path, id);
  const list = async (query: string) => (await call<{ data: Source[]; total: number }>(target, owner, `GET ${path}?${query}`)).body;
  expect((await list("")).data.map(({ name }) => name)).toEqual(["c.txt", "b.txt", "a.txt"]);
  expect(await list("per_page=1&page=2")).toMatchObject({ total: 3, data: [{ name: "b.txt" }] });
  expect(await list("status=failed")).toMatchObject({ total: 1, data: [{ name: "b.txt", error: { code: "no_text" } }] });
  expect(await list("query=A.TX")).toMatchObject({ total: 1, data: [{ name: "a.txt" }] });
  expect(await list("query=%25")).toMatchObject({ total: 0, data: [] });
  const sorted = async (sort: string) => (await list(`sort=${sort}`)).data.map(({ name }) => name);
  expect(await sorted("name")).toEqual(["a.txt", "b.txt", "c.txt"]);
  expect(await sorted("-size_bytes")).toEqual(["c.txt", "a.txt", "b.txt"]);
  expect(await sorted("passage_count")).toEqual(["b.txt", "c.txt", "a.txt"]);
  expect(await sorted("status")).toEqual(["b.txt", "c.txt", "a.txt"]);
  expect((await call(target, owner, `GET ${path}?sort=content_hash`)).status).toBe(422);
});

test("a pasted text and the sample document become sources that answer", async () => {
  const { owner, path } = await setUp();
  const text = await call<Source>(target, owner, `POST ${path}/texts`, { name: "Opening hours", text: "We are open from nine to five." });
  expect(text).toMatchObject({ status: 201, body: { kind: "text", status: "processing", name: "Opening hours" } });
  expect(await settled(owner, path, text.body.id)).toMatchObject({ status: "synced", passage_count: 1 });
  const sample = await call<Source>(target, owner, `POST ${path}/samples`, {});
  expect(sample.status).toBe(201);
  expect((await settled(owner, path, sample.body.id)).passage_count).toBeGreaterThan(5);
  expect((await call(target, owner, `POST ${path}/texts`, { name: "Empty", text: "   " })).status).toBe(422);
});

test("the original comes back byte by byte as an attachment that no browser renders", async () => {
  const { owner, path } = await setUp();
  const bytes = "# <script>alert(1)</script>\n";
  const { body } = await upload(target, owner, `${path}/files`, [{ name: 'Preise "für" 名前.md', bytes }]);
  const file = await call<string>(target, owner, `GET ${path}/${body.data[0]!.id}/file`);
  expect(file.body).toBe(bytes);
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.() -]+"; filename\*=UTF-8''Preise%20/);
  expect(decodeURIComponent(file.headers.get("content-disposition")!.split("''")[1]!)).toBe('Preise "für" 名前.md');
  expect(file.headers.get("x-content-type-options")).toBe("nosniff");
  expect(file.headers.get("content-security-policy")).toContain("sandbox");
});

test("deleting a source removes its passages, its postings and its file", async () => {
  const { id, owner, path } = await setUp();
  const { body } = await upload(target, owner, `${path}/files`, [{ name: "a.md", bytes: markdown }]);
  await settled(owner, path, body.data[0]!.id);
  expect(await tracesOf(id)).toMatchObject({ sources: 1, documents: 1, chunks: 2 });
  expect((await tracesOf(id))?.postings).toBeGreaterThan(2);
  expect(await filesOf(id)).toHaveLength(1);
  expect((await call(target, owner, `DELETE ${path}/${body.data[0]!.id}`)).status).toBe(204);
  expect(await tracesOf(id)).toEqual({ sources: 0, documents: 0, chunks: 0, postings: 0 });
  await expect.poll(() => filesOf(id)).toEqual([]);
  expect((await call(target, owner, `GET ${path}/${body.data[0]!.id}`)).status).toBe(404);
});

test("deleting a project removes its sources' passages, postings and files", async () => {
  const { id, owner, project, path } = await setUp();
  const { body } = await upload(target, owner, `${path}/files`, [{ name: "a.md", bytes: markdown }]);
  await settled(owner, path, body.data[0]!.id);
  expect((await call(target, owner, `DELETE /v1/organizations/${id}/projects/${project}`)).status).toBe(204);
  expect(await tracesOf(id)).toEqual({ sources: 0, documents: 0, chunks: 0, postings: 0 });
  await expect.poll(() => filesOf(id)).toEqual([]);
});

test("syncing reads the stored file again and leaves nothing twice", async () => {
  const { id, owner, path } = await setUp();
  const { body } = await upload(target, owner, `${path}/files`, [{ name: "a.md", bytes: markdown }]);
  const source = body.data[0]!.id;
  await settled(owner, path, source);
  const before = await tracesOf(id);
  const [first, second] = await Promise.all([1, 2].map(() => call<Source>(target, owner, `POST ${path}/${source}/sync`)));
  expect([first!.status, second!.status, first!.body.status, second!.body.status]).toEqual([202, 202, "processing", "processing"]);
  expect(await settled(owner, path, source)).toMatchObject({ status: "synced", passage_count: 2 });
  expect(await tracesOf(id)).toEqual(before);
});

test("a source is not reached through another project or organization, nor is its file", async () => {
  const { id, owner, path } = await setUp();
  const foreign = await setUp();
  const source = await createSource(target, foreign.id, foreign.project);
  const sibling = await createSource(target, id, await createProject(target, id, owner.id));
  for (const hidden of [source, sibling]) {
    for (const line of [
      `GET ${path}/${hidden}`,
      `GET ${path}/${hidden}/file`,
      `GET ${path}/${hidden}/passages`,
      `POST ${path}/${hidden}/sync`,
      `DELETE ${path}/${hidden}`,
    ]) {
      expect((await call(target, owner, line)).status, line).toBe(404);
    }
  }
  expect(await filesOf(foreign.id)).toEqual([source]);
});

test("every write is in the audit log with the source's name", async () => {
  const { id, owner, path } = await setUp();
  const member = await createMember(target, id, "member");
  const { body } = await upload(target, member, `${path}/files`, [
    { name: "a.md", bytes: markdown },
    { name: "b.exe", bytes: "MZ" },
  ]);
  const source = body.data[0]!.id;
  await settled(owner, path, source);
  await call(target, member, `POST ${path}/${source}/sync`);
  await call(target, member, `DELETE ${path}/${source}`);
  const { data } = (
    await call<{ data: { action: string; target_label: string }[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`)
  ).body;
  expect(data.map(({ action }) => action)).toEqual(["source.delete", "source.sync", "source.upload"]);
});

test("a list of sources says what all of them hold, and can be of those with warnings alone", async () => {
  const { id, owner, path } = await setUp();
  const { body } = await upload(target, owner, `${path}/files`, [
    { name: "shop.md", bytes: markdown },
    { name: "note.txt", bytes: "Parcels take two days." },
  ]);
  for (const file of body.data) await settled(owner, path, file.id!);
  await target.database.admin.query(
    "update sources set warnings = '{One page is damaged.}' where organization_id = $1 and name = 'note.txt'",
    [id],
  );
  type List = { data: Source[]; total: number; size_bytes: number };
  const list = async (query: string) => (await call<List>(target, owner, `GET ${path}?${query}`)).body;
  const noteBytes = "Parcels take two days.".length;
  expect(await list("per_page=1")).toMatchObject({ total: 2, size_bytes: markdown.length + noteBytes });
  expect(await list("per_page=1&sort=name")).toMatchObject({ total: 2, size_bytes: markdown.length + noteBytes });
  expect(await list("warnings=true")).toMatchObject({ total: 1, size_bytes: noteBytes, data: [{ name: "note.txt" }] });
  expect(await list("warnings=false")).toMatchObject({ total: 1, size_bytes: markdown.length, data: [{ name: "shop.md" }] });
});
