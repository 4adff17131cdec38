import { beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createProject, type TestOrganization } from "#testing/factories.ts";
import { savedRepliesMax, type SavedReply } from "../contract.ts";

const target = useApp();
type Answer = SavedReply & { error: { field_errors: Record<string, string> } };
let organization: TestOrganization;
let path = "";
beforeEach(async () => {
  organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  path = `/v1/organizations/${organization.id}/projects/${project}/saved-replies`;
});

const as = (route: string, body?: object, headers = {}) => call<Answer>(target, organization.owner, route, body, headers);
const list = async () => (await call<{ data: SavedReply[]; total: number }>(target, organization.owner, `GET ${path}`)).body;
const label = { name: "Return label", text: " Hello {visitor_name}, it is on its way. ", shortcut: "/Label" };

test("it is saved as it was meant, listed by name, changed, and gone when it is deleted", async () => {
  const saved = await as(`POST ${path}`, label);
  expect(saved).toMatchObject({
    status: 201,
    body: { name: "Return label", text: "Hello {visitor_name}, it is on its way.", shortcut: "label", version: 1 },
  });
  await as(`POST ${path}`, { name: "Hours", text: "We are here until five." });
  expect((await list()).data.map(({ name, shortcut }) => [name, shortcut])).toEqual([
    ["Hours", null],
    ["Return label", "label"],
  ]);
  const one = `${path}/${saved.body.id}`;
  expect((await as(`PATCH ${one}`, { text: "It is on its way." })).body).toMatchObject({
    text: "It is on its way.",
    shortcut: "label",
    version: 2,
  });
  expect((await as(`PATCH ${one}`, { shortcut: null }, { "if-match": '"2"' })).body).toMatchObject({ shortcut: null, version: 3 });
  expect((await as(`PATCH ${one}`, { name: "Old" }, { "if-match": '"2"' })).status).toBe(409);
  expect((await as(`GET ${one}`)).body.name).toBe("Return label");
  expect((await as(`DELETE ${one}`)).status).toBe(204);
  expect((await as(`GET ${one}`)).status).toBe(404);
  expect((await list()).total).toBe(1);
});

test.each([
  ["no name", { ...label, name: "" }, "name"],
  ["no text", { ...label, text: " " }, "text"],
  ["too long a text", { ...label, text: "x".repeat(4_001) }, "text"],
  ["a shortcut of two words", { ...label, shortcut: "two words" }, "shortcut"],
  ["too long a shortcut", { ...label, shortcut: "x".repeat(31) }, "shortcut"],
])("%s is refused", async (_what, body, field) => {
  const { status, body: answer } = await as(`POST ${path}`, body);
  expect([status, Object.keys(answer.error.field_errors)]).toEqual([422, [field]]);
});

test("no two of a project have one name or one shortcut, also where several people save at once", async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => as(`POST ${path}`, label)));
  expect(all.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(7).fill(422)]);
  const twin = await as(`POST ${path}`, { ...label, name: "Another" });
  expect([twin.status, Object.keys(twin.body.error.field_errors)]).toEqual([422, ["shortcut"]]);
  const other = await as(`POST ${path}`, { name: "Another", text: "Text" });
  const renamed = await as(`PATCH ${path}/${other.body.id}`, { name: "Return label" });
  expect([renamed.status, Object.keys(renamed.body.error.field_errors)]).toEqual([422, ["name"]]);
});

test("a project has so many at most", async () => {
  const project = path.split("/").at(-2)!;
  await target.database.admin.query(
    `insert into saved_replies (organization_id, id, project_id, name, text)
      select $1, 'rpl_' || n, $2, 'Reply ' || n, 'Text' from generate_series(1, $3::int) n`,
    [organization.id, project, savedRepliesMax],
  );
  expect((await as(`POST ${path}`, label)).status).toBe(409);
});

test("a Member reads and writes them, a Viewer neither", async () => {
  const [member, viewer] = [await createMember(target, organization.id, "member"), await createMember(target, organization.id, "viewer")];
  expect((await call(target, member, `POST ${path}`, label)).status).toBe(201);
  expect((await call(target, viewer, `GET ${path}`)).status).toBe(403);
  expect((await call(target, viewer, `POST ${path}`, label)).status).toBe(403);
});

test("the audit log has names of saved replies and of their fields, and no text", async () => {
  const { body } = await as(`POST ${path}`, label);
  await as(`PATCH ${path}/${body.id}`, { text: "Hello Hanna, it is on its way." });
  await as(`DELETE ${path}/${body.id}`);
  const log = await call<{ data: { sentence: string }[] }>(
    target,
    organization.owner,
    `GET /v1/organizations/${organization.id}/audit-entries?per_page=100`,
  );
  const { rows } = await target.database.admin.query("select * from audit_entries where organization_id = $1", [organization.id]);
  expect(JSON.stringify([log.body, rows])).not.toMatch(/on its way/);
  expect(JSON.stringify(log.body)).toContain("changed the text of the saved reply “Return label”");
});
