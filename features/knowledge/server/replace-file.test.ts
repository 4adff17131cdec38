import { readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Budget } from "#features/budgets/contract.ts";
import { useApp } from "#testing/app.ts";
import { makePdf } from "#testing/documents.ts";
import { call, createMember, createOrganization, createProject, upload } from "#testing/factories.ts";
import { runJob, runQueued } from "#testing/run-job.ts";
import type { Source } from "../contract.ts";
import { processSource } from "./process-source.ts";
import { sweepStorage } from "./sweep-storage.ts";

/** No worker runs here: the tests run jobs themselves. */
const target = useApp();

async function setUp(bytes: string | Uint8Array = "# One\n\nLamps.", name = "a.md") {
  const { id, owner } = await createOrganization(target);
  const path = `/v1/organizations/${id}/projects/${await createProject(target, id, owner.id)}/sources`;
  const source = (await upload(target, owner, `${path}/files`, [{ name, bytes }])).body.data[0]!.id;
  const process = () => runJob(target, processSource, id, { source_id: source });
  await process();
  const address = `${path}/${source}`;
  return {
    id,
    owner,
    path,
    source,
    address,
    process,
    read: async () => (await call<Source>(target, owner, `GET ${address}`)).body,
    replace: (content: string | Uint8Array, as = "a.md", who: { cookie: string } = owner) =>
      upload<Source & { error: { code: string; field_errors?: object } }>(
        target,
        who,
        `${address}/file`,
        [{ name: as, bytes: content }],
        "PUT",
      ),
    download: async () => (await target.app.request(`${address}/file`, { headers: { cookie: owner.cookie } })).text(),
    files: () => readdir(join(target.filesFolder, id)).catch(() => []),
    stored: async () =>
      (await call<Budget>(target, owner, `PUT /v1/organizations/${id}/budget`, { bytes_stored: 1_000_000 })).body.used.bytes_stored ?? 0,
  };
}

const query = async (text: string, values: unknown[]) => (await target.database.admin.query(text, values)).rows;
const chunksOf = (source: string) => query("select id::text, text from chunks where source_id = $1 order by position", [source]);
const removeFiles = () => runQueued(target, /^source\.remove_files$/);

test("a file that is replaced keeps its source, and the passages that say the same with their postings and vectors", async () => {
  const text = (last: string) =>
    `# One\n\nLamps are sent back within 30 days.\n\n# Two\n\nDesks are fetched by us.\n\n# Three\n\n${last}\n`;
  const { id, source, process, read, replace, download, files, stored } = await setUp(text("Chairs cost 20 euros."));
  const before = await chunksOf(source);
  await query(
    "insert into chunk_vectors (organization_id, model, chunk_id, vectors) select organization_id, 'm', id, '\\x00' from chunks where source_id = $1",
    [source],
  );
  const writtenOf = (chunk: string) =>
    query(
      "select term, xmin::text from postings where chunk_id = $1 union all select 'vector', xmin::text from chunk_vectors where chunk_id = $1 order by 1",
      [chunk],
    );
  const written = await writtenOf(before[0]!["id"]);
  const fresh = `# Zero\n\nNew at the top.\n\n${text("Chairs cost 25 euros.")}`;
  const { status, body } = await replace(fresh);
  expect([status, body]).toMatchObject([
    202,
    { id: source, name: "a.md", status: "processing", size_bytes: fresh.length, passage_count: 3 },
  ]);
  // Until the new file is read, agents answer from the old one; what is downloaded is the new one already.
  expect(await chunksOf(source)).toEqual(before);
  expect(await download()).toBe(fresh);
  await process();
  expect(await read()).toMatchObject({ status: "synced", passage_count: 4 });
  const after = await chunksOf(source);
  expect(after.map((chunk) => chunk["text"])).toEqual(["New at the top.", before[0]!["text"], before[1]!["text"], "Chairs cost 25 euros."]);
  expect([after[1]!["id"], after[2]!["id"]]).toEqual([before[0]!["id"], before[1]!["id"]]);
  expect(await writtenOf(before[0]!["id"])).toEqual(written);
  await removeFiles();
  expect(await files()).toHaveLength(1);
  expect(await stored()).toBe(fresh.length);
  await runJob(target, processSource, id, { source_id: source });
  expect(await download()).toBe(fresh);
});

test("a replaced file and its pages' pictures go, the new ones are found by the sweep, and all go with the source", async () => {
  const { id, owner, address, process, replace, files, read, download } = await setUp(makePdf([["Old."]]), "terms.pdf");
  const picture = () => target.app.request(`${address}/picture?page=1`, { headers: { cookie: owner.cookie } });
  expect((await picture()).status).toBe(200);
  await replace(makePdf([["New."]]), "terms.pdf");
  await process();
  expect((await picture()).status).toBe(200);
  await removeFiles();
  expect((await files()).toSorted()).toEqual([expect.stringMatching(/^pages_src_/), expect.stringMatching(/^src_/)]);
  // So old that the sweep looks at them.
  const folder = join(target.filesFolder, id);
  for (const name of await readdir(folder, { recursive: true })) await utimes(join(folder, name), new Date(0), new Date(0));
  const whole = await files();
  await sweepStorage.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
  expect(await read()).toMatchObject({ status: "synced", name: "terms.pdf" });
  expect([await files(), (await download()).slice(0, 5)]).toEqual([whole, "%PDF-"]);
  await call(target, owner, `DELETE ${address}`);
  await removeFiles();
  expect(await files()).toEqual([]);
});

test("a failed file is replaced by one of another kind and name, in its place", async () => {
  const { source, process, read, replace } = await setUp(" \n ", "blank.txt");
  expect(await read()).toMatchObject({ status: "failed", error: { code: "no_text" } });
  expect((await replace(makePdf([["Open from nine."]]), "hours.pdf")).body).toMatchObject({
    id: source,
    name: "hours.pdf",
    media_type: "application/pdf",
    error: null,
  });
  await process();
  expect(await read()).toMatchObject({ status: "synced", passage_count: 1 });
});

test("the same file again changes nothing, a failed one is read again, and what cannot be taken leaves all as it was", async () => {
  const { path, owner, address, process, read, replace, download, files, stored } = await setUp();
  const before = await read();
  expect((await replace("# One\n\nLamps.")).body).toEqual(before);
  for (const [content, name] of [
    ["", "a.md"],
    ["MZ", "a.exe"],
    ["no zip", "a.docx"],
    [Buffer.alloc(10_000_001, "a"), "a.txt"],
  ] as const) {
    const { status, body } = await replace(content, name);
    expect([status, Object.keys(body.error.field_errors ?? {})]).toEqual([422, ["file"]]);
  }
  const two = [1, 2].map((number) => ({ name: `${number}.md`, bytes: `Number ${number}.` }));
  expect((await upload(target, owner, `${address}/file`, two, "PUT")).status).toBe(422);
  await call(target, owner, `PUT /v1/organizations/${path.split("/")[3]}/budget`, { bytes_stored: 20 });
  expect((await replace("# One\n\nLamps and desks, too many of them.")).status).toBe(409);
  expect(await read()).toEqual(before);
  expect([await download(), (await files()).length, await stored()]).toEqual(["# One\n\nLamps.", 1, 13]);
  await query("update sources set status = 'failed' where id = $1", [before.id]);
  expect((await replace("# One\n\nLamps.")).body.status).toBe("processing");
  await process();
  expect(await read()).toMatchObject({ status: "synced", passage_count: 1 });
});

test("only files are replaced, and only by those who can change sources", async () => {
  const { id, path, owner, replace } = await setUp();
  const viewer = await createMember(target, id, "viewer");
  expect((await replace("New.", "a.md", viewer)).status).toBe(403);
  const { body: text } = await call<Source>(target, owner, `POST ${path}/texts`, { name: "Note", text: "Noted." });
  const { status } = await upload(target, owner, `${path}/${text.id}/file`, [{ name: "a.md", bytes: "New." }], "PUT");
  expect(status).toBe(409);
});

test("a reading that is under way when its file is replaced leaves nothing of the old one", async () => {
  const { source, process, replace, read } = await setUp();
  await replace("Old.");
  const both = [process(), replace("New.")];
  await Promise.all(both);
  await process();
  expect((await chunksOf(source)).map(({ text }) => text)).toEqual(["New."]);
  expect(await read()).toMatchObject({ status: "synced", size_bytes: 4 });
});
