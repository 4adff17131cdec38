import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Budget } from "#features/budgets/contract.ts";
import { useApp } from "#testing/app.ts";
import { makeDocx } from "#testing/documents.ts";
import { call, createCustomRole, createMember, createOrganization, createProject, upload } from "#testing/factories.ts";
import { runQueued } from "#testing/run-job.ts";
import type { Source, UploadedFile } from "../contract.ts";

/** No worker runs here: the tests run jobs themselves. */
const target = useApp();
const runAll = () => runQueued(target, /^source\.(process|remove_files)$/);

async function setUp() {
  const { id, owner } = await createOrganization(target);
  const path = `/v1/organizations/${id}/projects/${await createProject(target, id, owner.id)}/sources`;
  return {
    id,
    owner,
    path,
    add: async (name: string, bytes: string | Uint8Array) =>
      (await upload<{ data: UploadedFile[] }>(target, owner, `${path}/files`, [{ name, bytes }])).body.data[0]! as UploadedFile & {
        id: string;
      },
    read: async (source: string) => (await call<Source>(target, owner, `GET ${path}/${source}`)).body,
    choose: (source: string, choice: string, who: { cookie: string } = owner) =>
      call<Source>(target, who, `POST ${path}/${source}/duplicate`, { choice }),
    list: async () =>
      (await call<{ data: Source[] }>(target, owner, `GET ${path}?sort=name`)).body.data.map(({ name, duplicate_of }) => [
        name,
        duplicate_of?.name ?? null,
      ]),
    files: () => readdir(join(target.filesFolder, id)).catch(() => []),
    stored: async () =>
      (await call<Budget>(target, owner, `PUT /v1/organizations/${id}/budget`, { bytes_stored: 1_000_000 })).body.used.bytes_stored ?? 0,
  };
}

const chunks = async (source: string) =>
  (await target.database.admin.query("select id::text, text from chunks where source_id = $1 order by position", [source])).rows;

test("the same bytes are noticed at the upload, the same text of another file once it is read, and neither in another project", async () => {
  const { id, owner, add, read, path, list } = await setUp();
  const first = await add("a.md", "# Returns\n\nLamps come back within 30 days.\n\nDesks do not.");
  expect(first.duplicate_of).toBeNull();
  expect((await add("b.md", "# Returns\n\nLamps come back within 30 days.\n\nDesks do not.")).duplicate_of).toEqual({
    id: first.id,
    name: "a.md",
  });
  const word = await add(
    "c.docx",
    makeDocx([{ text: "Returns", style: "Heading1" }, { text: "Lamps come back within 30 days." }, { text: "Desks do not." }]),
  );
  const other = await add("d.md", "# Returns\n\nLamps come back within 31 days.\n\nDesks do not.");
  await add("f.md", "# Exchanges\n\nLamps come back within 30 days.\n\nDesks do not.");
  await add("g.txt", "Returns\n\nLamps come back\nwithin 30 days. Desks do not.");
  const note = { name: "E", text: "# Returns\n\nLamps come back  within\n30 days. Desks do not." };
  const text = (await call<Source>(target, owner, `POST ${path}/texts`, note)).body;
  expect([word.duplicate_of, other.duplicate_of, text.duplicate_of]).toEqual([null, null, null]);
  await runAll();
  expect(await list()).toEqual([
    ["a.md", null],
    ["b.md", "a.md"],
    ["c.docx", "a.md"],
    ["d.md", null],
    ["E", "a.md"],
    ["f.md", null],
    ["g.txt", "a.md"],
  ]);
  const elsewhere = `/v1/organizations/${id}/projects/${await createProject(target, id, owner.id, "Elsewhere")}/sources`;
  const { body } = await upload<{ data: UploadedFile[] }>(target, owner, `${elsewhere}/files`, [{ name: "a.md", bytes: "Text." }]);
  await runAll();
  expect(body.data[0]!.duplicate_of).toBeNull();
  expect((await read(first.id)).duplicate_of).toBeNull();
});

test("two of the same that come at once: one of them is noticed", async () => {
  const { add } = await setUp();
  const both = await Promise.all([add("a.md", "Same."), add("b.md", "Same.")]);
  expect(both.filter(({ duplicate_of }) => duplicate_of !== null)).toHaveLength(1);
});

test("both are kept, and nobody is asked again when they are read again; a replaced file is compared again", async () => {
  const { owner, path, add, read, choose } = await setUp();
  const first = await add("a.md", "Same.");
  await runAll();
  const second = await add("b.md", "Same.");
  // Chosen before it was read, which finds the same text once more.
  expect(await choose(second.id, "keep")).toMatchObject({ status: 200, body: { id: second.id, duplicate_of: null } });
  await runAll();
  expect(await read(second.id)).toMatchObject({ status: "synced", duplicate_of: null });
  await call(target, owner, `POST ${path}/${second.id}/sync`);
  await runAll();
  expect(await read(second.id)).toMatchObject({ status: "synced", duplicate_of: null });
  await upload(target, owner, `${path}/${second.id}/file`, [{ name: "b.md", bytes: "Different." }], "PUT");
  await runAll();
  const { body } = await upload<Source>(target, owner, `${path}/${second.id}/file`, [{ name: "b.md", bytes: "Same." }], "PUT");
  expect(body.duplicate_of).toEqual({ id: first.id, name: "a.md" });
  // What is no longer the same is no duplicate.
  await upload(target, owner, `${path}/${first.id}/file`, [{ name: "a.md", bytes: "Changed." }], "PUT");
  await runAll();
  expect((await read(second.id)).duplicate_of).toBeNull();
});

test("the older one takes the content of the newer, with its passages kept, or the newer one goes", async () => {
  const { id, owner, add, read, choose, list, files, stored } = await setUp();
  const first = await add("a.md", "# Returns\n\nWithin 30 days.");
  await runAll();
  const before = await chunks(first.id);
  const second = await add("b.txt", "Returns\n\nWithin 30 days, and no later.");
  const third = await add("c.md", "# Returns\n\nWithin  30 days.");
  await runAll();
  expect((await choose(second.id, "replace")).status).toBe(409);
  expect(await choose(third.id, "replace")).toMatchObject({ status: 200, body: { id: first.id, name: "c.md", size_bytes: 27 } });
  await runAll();
  expect(await read(first.id)).toMatchObject({ status: "synced", duplicate_of: null });
  expect((await chunks(first.id)).map(({ text }) => text)).toEqual(before.map(({ text }) => text));
  expect((await call(target, owner, `GET /v1/organizations/${id}/audit-entries?per_page=1`)).body).toMatchObject({
    data: [{ action: "source.resolve_duplicate" }],
  });
  const fourth = await add("d.md", "# Returns\n\nWithin  30 days.");
  expect(await choose(fourth.id, "skip")).toMatchObject({ status: 200, body: { id: first.id, name: "c.md" } });
  await runAll();
  expect(await list()).toEqual([
    ["b.txt", null],
    ["c.md", null],
  ]);
  expect([(await files()).length, await stored()]).toEqual([2, 27 + 38]);
});

test("who can change sources and not delete them keeps both, and nothing else", async () => {
  const { id, add, choose } = await setUp();
  await add("a.md", "Same.");
  const second = await add("b.md", "Same.");
  const role = await createCustomRole(target, id, ["project:read", "source:read", "source:update"]);
  const editor = await createMember(target, id, role);
  expect((await choose(second.id, "skip", editor)).status).toBe(403);
  expect((await choose(second.id, "replace", editor)).status).toBe(403);
  expect((await choose(second.id, "keep", editor)).status).toBe(200);
});
