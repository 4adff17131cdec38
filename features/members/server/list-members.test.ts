import { beforeAll, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createCustomRole, createMember, createOrganization, type TestMember } from "#testing/factories.ts";
import type { Member } from "../contract.ts";

const target = useApp();
type List = { data: Member[]; total: number; page: number; per_page: number };
let id = "";
let viewer: TestMember;

/** Name, role, day of joining and day of the last act, told apart by every order. */
const people = [
  ["Ann Zett", "owner", 5, 21],
  ["bea Young", "viewer", 1, 25],
  ["Cleo Xander", "member", 4, 22],
  ["Dora Young", "admin", 2, 24],
  ["Ella Vogt", "member", 3, 23],
] as const;

beforeAll(async () => {
  const organization = await createOrganization(target);
  ({ id } = organization);
  for (const [name, role, joined, active] of people) {
    const person = role === "owner" ? organization.owner : await createMember(target, id, role);
    if (role === "viewer") viewer = person;
    await target.database.admin.query("update users set name = $2 where id = $1", [person.id, name]);
    await target.database.admin.query("update memberships set created_at = $2, last_active_at = $3 where id = $1", [
      person.membershipId,
      `2030-01-${joined}T00:00:00Z`,
      `2030-01-${active}T00:00:00Z`,
    ]);
  }
});

const list = (search = "") => call<List>(target, viewer, `GET /v1/organizations/${id}/members?${search}`);
const initials = async (search: string) => (await list(search)).body.data.map(({ user }) => user.name.charAt(0).toUpperCase()).join("");

test("a member is shown with when they joined and when they were last active", async () => {
  const { body } = await list("query=bea");
  expect(body.data).toEqual([
    {
      id: viewer.membershipId,
      role: "viewer",
      role_name: "Viewer",
      user: { id: viewer.id, email: viewer.email, name: "bea Young" },
      last_active_at: "2030-01-25T00:00:00.000Z",
      joined_at: "2030-01-01T00:00:00.000Z",
    },
  ]);
});

test.each([
  ["", "ADCEB"],
  ["sort=role", "ADCEB"],
  ["sort=-role", "BCEDA"],
  ["sort=name", "ABCDE"],
  ["sort=-name", "EDCBA"],
  ["sort=joined_at", "BDECA"],
  ["sort=-joined_at", "ACEDB"],
  ["sort=last_active_at", "ACEDB"],
  ["sort=-last_active_at", "BDECA"],
])("members by %j come in the order %s, whatever the case of their names", async (search, expected) => {
  expect(await initials(search)).toBe(expected);
});

test("pages of every order hold each member once and tell the total", async () => {
  for (const sort of ["role", "-role", "name", "-name", "joined_at", "-joined_at", "last_active_at", "-last_active_at"]) {
    const pages = [];
    for (const page of [1, 2, 3, 4]) pages.push((await list(`sort=${sort}&per_page=2&page=${page}`)).body);
    expect(pages.map(({ total, data }) => [total, data.length])).toEqual([
      [5, 2],
      [5, 2],
      [5, 1],
      [5, 0],
    ]);
    expect(pages.flatMap(({ data }) => data)).toEqual((await list(`sort=${sort}`)).body.data);
  }
});

test("many who share a moment are each on one page", async () => {
  const crowd = await createOrganization(target);
  for (let index = 0; index < 8; index += 1) await createMember(target, crowd.id, "member");
  await target.database.admin.query("update memberships set created_at = now(), last_active_at = '2031-01-01' where organization_id = $1", [
    crowd.id,
  ]);
  for (const sort of ["name", "-name", "-role", "joined_at", "-joined_at", "last_active_at", "-last_active_at"]) {
    const ids: string[] = [];
    for (const page of [1, 2, 3]) {
      const { body } = await call<List>(
        target,
        crowd.owner,
        `GET /v1/organizations/${crowd.id}/members?sort=${sort}&per_page=3&page=${page}`,
      );
      ids.push(...body.data.map((member) => member.id));
    }
    expect(new Set(ids).size, sort).toBe(9);
    // One order for all pages, which a moment alone does not give.
    if (sort.endsWith("_at")) expect(ids, sort).toEqual(sort.startsWith("-") ? ids.toSorted().toReversed() : ids.toSorted());
  }
});

test("the list is filtered by role, also together with a search, and counts what it holds", async () => {
  expect((await list("role=member")).body).toMatchObject({ total: 2, page: 1, per_page: 20 });
  expect(await initials("role=member&sort=-name")).toBe("EC");
  expect(await initials("query=young")).toBe("DB");
  expect((await list("query=young&role=admin")).body.total).toBe(1);
  expect((await list("role=boss")).body).toMatchObject({ data: [], total: 0 });
});

test("an organization's own roles come after the four by name, and are filtered like them", async () => {
  const own = await createOrganization(target);
  const roles = [];
  for (const name of ["Writers", "agents"]) {
    roles.push(await createCustomRole(target, own.id, ["project:read"], name));
    await createMember(target, own.id, roles.at(-1)!);
  }
  await createMember(target, own.id, "viewer");
  const names = async (search: string) =>
    (await call<List>(target, own.owner, `GET /v1/organizations/${own.id}/members?${search}`)).body.data.map(({ role_name }) => role_name);
  expect(await names("")).toEqual(["Owner", "Viewer", "agents", "Writers"]);
  expect(await names("sort=-role")).toEqual(["Writers", "agents", "Viewer", "Owner"]);
  expect(await names(`role=${roles[0]}`)).toEqual(["Writers"]);
});

test("pending invitations are filtered by role and by words", async () => {
  const { id: inviting, owner } = await createOrganization(target);
  for (const role of ["member", "viewer"]) {
    const emails = [`ann.${role}@example.com`, `ben.${role}@example.com`];
    await call(target, owner, `POST /v1/organizations/${inviting}/invitations`, { emails, role });
  }
  const emails = async (search: string) => {
    const { body } = await call<{ data: { email: string }[]; total: number }>(
      target,
      owner,
      `GET /v1/organizations/${inviting}/invitations?${search}`,
    );
    expect(body.total).toBe(body.data.length);
    return body.data.map(({ email }) => email).toSorted();
  };
  expect(await emails("role=viewer")).toEqual(["ann.viewer@example.com", "ben.viewer@example.com"]);
  expect(await emails("role=viewer&query=ANN")).toEqual(["ann.viewer@example.com"]);
  expect(await emails("role=boss")).toEqual([]);
});

test("an order that does not exist, or an endless role, is refused at its field", async () => {
  for (const [search, field] of [
    ["sort=email", "sort"],
    ["sort=--name", "sort"],
    [`role=${"x".repeat(65)}`, "role"],
    [`query=${"x".repeat(201)}`, "query"],
  ]) {
    const { status, body } = await call<{ error: { field_errors: object } }>(
      target,
      viewer,
      `GET /v1/organizations/${id}/members?${search}`,
    );
    expect([status, Object.keys(body.error.field_errors)]).toEqual([422, [field]]);
  }
});
