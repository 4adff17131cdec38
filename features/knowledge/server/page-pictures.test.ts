import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { makePdf } from "#testing/documents.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  upload,
  visitorOrigin,
} from "#testing/factories.ts";
import { askAll } from "#testing/visitor.ts";
import { drawPdf, show } from "#testing/pdf-pages.ts";
import type { Source, SourcePassage } from "../contract.ts";

const target = useApp({ worker: true });

async function setUp(bytes: Uint8Array = makePdf([["Parcels take two days."], ["You have thirty days."]])) {
  const organization = await createOrganization(target);
  const { id, owner } = organization;
  const project = await createProject(target, id, owner.id);
  const path = `/v1/organizations/${id}/projects/${project}`;
  const { body } = await upload(target, owner, `${path}/sources/files`, [{ name: "terms.pdf", bytes }]);
  const source = body.data[0]!.id!;
  const read = async () => (await call<Source>(target, owner, `GET ${path}/sources/${source}`)).body;
  await expect.poll(async () => (await read()).status, { timeout: 20_000 }).toBe("synced");
  return { organization, project, id, owner, path, source, address: `${path}/sources/${source}` };
}

type Caller = { cookie: string };
const fetchPicture = (caller: Caller, address: string, page: number) =>
  target.app.request(`${address}/picture?page=${page}`, { headers: { cookie: caller.cookie } });

/** Width and height, as a PNG says them. */
async function sizeOf(response: Response): Promise<[number, number]> {
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

const picturesOf = (organizationId: string, source: string) =>
  readdir(join(target.filesFolder, organizationId, `pages_${source}`)).catch(() => []);

test("a page of a PDF is drawn once, at most 1,600 points a side, and stored with its source", async () => {
  const { id, owner, source, address } = await setUp();
  const first = await fetchPicture(owner, address, 2);
  expect(first.headers.get("content-type")).toBe("image/png");
  expect(await sizeOf(first)).toEqual([1131, 1600]);
  const stored = await picturesOf(id, source);
  expect(stored).toHaveLength(1);
  expect((await fetchPicture(owner, address, 2)).status).toBe(200);
  expect(await picturesOf(id, source)).toEqual(stored);
  expect((await fetchPicture(owner, address, 3)).status).toBe(404);
});

test("a page that claims to be huge, and one that is tiny, are pictures of a sane size", async () => {
  const huge = drawPdf([
    { content: show("Large.", 100, 100, { size: 400 }), box: [0, 0, 14_000, 3_000] },
    { content: show("Small.", 1, 2, { size: 2 }), box: [0, 0, 9, 9] },
  ]);
  const { owner, address } = await setUp(huge);
  expect(await sizeOf(await fetchPicture(owner, address, 1))).toEqual([1600, 343]);
  expect(await sizeOf(await fetchPicture(owner, address, 2))).toEqual([36, 36]);
});

test("a passage knows the page and the places of its lines", async () => {
  const { owner, address } = await setUp(
    drawPdf([
      { content: show("Parcels take two days.", 59.5, 757.8, { size: 10 }) },
      { content: show("You have thirty days.", 297.5, 421, { size: 10, matrix: "0 1 -1 0" }), rotate: 90 },
    ]),
  );
  const { data } = (await call<{ data: SourcePassage[] }>(target, owner, `GET ${address}/passages`)).body;
  const [first, second] = data.flatMap(({ places }) => places ?? []);
  expect(first).toMatchObject({ page: 1, box: [0.1, expect.closeTo(0.09, 2), expect.closeTo(0.18, 1), expect.closeTo(0.015, 2)] });
  expect(second).toMatchObject({
    page: 2,
    box: [expect.closeTo(0.5, 2), expect.closeTo(0.49, 1), expect.closeTo(0.12, 1), expect.closeTo(0.02, 1)],
  });
});

test("the passage that was quoted is found by the quote, however it was wrapped, and no other", async () => {
  const { owner, address } = await setUp();
  const all = (await call<{ data: SourcePassage[] }>(target, owner, `GET ${address}/passages`)).body.data;
  const { id, text } = all.at(-1)!;
  const find = async (quote: string) =>
    (await call<{ data: SourcePassage[]; total: number }>(target, owner, `GET ${address}/passages?quote=${encodeURIComponent(quote)}`))
      .body;
  const found = await find(` ${text.slice(2, 20).replaceAll(" ", "\n ")} `);
  expect([found.data.map((passage) => passage.id), found.total]).toEqual([[id], 1]);
  expect(found.data[0]!.places).not.toBeNull();
  expect(await find("Nobody said this.")).toMatchObject({ data: [], total: 0 });
});

test("a visitor whose answer quotes a PDF sees the passage, never the page", async () => {
  const { organization, project, source, address } = await setUp();
  const visit = await startConversation(target, await createAgent(target, organization, project, { name: "Desk" }));
  const { citations } = await askAll(target, visit, "How many days do parcels take?");
  expect(citations).toMatchObject([{ source_id: source }]);
  expect(Object.keys(citations[0]!).filter((key) => /page|place|picture/.test(key))).toEqual([]);
  const headers = { authorization: `Bearer ${visit.visitor_token}`, origin: visitorOrigin };
  for (const what of ["picture?page=1", "passages", "file"])
    expect((await target.app.request(`${address}/${what}`, { headers })).status).toBe(404);
});

test("nobody outside of the organization sees a page, nor somebody who cannot read its sources", async () => {
  const { address } = await setUp();
  const { owner: stranger } = await createOrganization(target);
  expect((await fetchPicture(stranger, address, 1)).status).toBe(404);
  expect((await target.app.request(`${address}/picture?page=1`)).status).toBe(401);
});

test.each(["source", "project"] as const)("pictures go with their %s", async (what) => {
  const { id, owner, path, source, address } = await setUp();
  await fetchPicture(owner, address, 1);
  expect(await picturesOf(id, source)).toHaveLength(1);
  await call(target, owner, `DELETE ${what === "source" ? address : path}`);
  await expect.poll(() => picturesOf(id, source), { timeout: 10_000 }).toEqual([]);
});

test("a source that is no PDF has no pages to show, and a viewer sees those of a PDF", async () => {
  const { id, owner, path, address } = await setUp();
  const viewer = await createMember(target, id, "viewer");
  expect((await fetchPicture(viewer, address, 1)).status).toBe(200);
  const { body } = await upload(target, owner, `${path}/sources/files`, [{ name: "a.md", bytes: "Text." }]);
  expect((await fetchPicture(owner, `${path}/sources/${body.data[0]!.id}`, 1)).status).toBe(204);
});
