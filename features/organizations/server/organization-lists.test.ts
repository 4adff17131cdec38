import { beforeAll, expect, test } from "vitest";
import { useApp, type TestApp } from "#testing/app.ts";
import { addMembership, call, createOrganization, createUser, type TestUser } from "#testing/factories.ts";
import { seedManyOrganizations } from "#testing/many-organizations.ts";
import { pagesRead } from "#testing/page-reads.ts";
import type { Me } from "#features/accounts/contract.ts";
import type { OrganizationCard } from "../contract.ts";

/** The same user with the same 200 organizations, alone in one database and among others in the other. */
const alone = useApp();
const among = useApp();
const mine = 200;
const others = 20;
const members = 10;
let users: { alone: TestUser; among: TestUser };

beforeAll(async () => {
  users = { alone: await createUser(alone), among: await createUser(among) };
  await seedManyOrganizations(alone.database.admin, { organizations: mine, members, userId: users.alone.id, every: 1 });
  await seedManyOrganizations(among.database.admin, { organizations: mine * others, members, userId: users.among.id, every: others });
});

type List = { data: OrganizationCard[]; total: number };
const list = (query: string) => call<List>(among, users.among, `GET /v1/organizations?${query}`);

test("pages hold each organization once, the one that was used last first, with the total and the counts of those on the page", async () => {
  const pages = [];
  for (let page = 1; page <= 7; page += 1) pages.push((await list(`per_page=30&page=${page}`)).body);
  const names = pages.flatMap(({ data }) => data.map(({ name }) => name));
  expect(pages.map(({ total }) => total)).toEqual(pages.map(() => mine));
  expect(names.length).toBe(mine);
  const { rows } = await among.database.admin.query<{ name: string }>(
    "select o.name from memberships m join organizations o on o.id = m.organization_id where m.user_id = $1 order by m.last_active_at desc, lower(o.name)",
    [users.among.id],
  );
  expect(names).toEqual(rows.map(({ name }) => name));
  expect(new Set(pages.flatMap(({ data }) => data.map(({ id }) => id))).size).toBe(mine);
  expect(pages[6]?.data[0]).toMatchObject({ member_count: members, project_count: 2, role: "member", status: "active" });
});

test("a page behind the last one is empty and still tells the total", async () => {
  expect((await list("per_page=30&page=8")).body).toMatchObject({ data: [], total: mine, page: 8 });
  expect((await list("query=no+such+name&page=2")).body).toMatchObject({ data: [], total: 0 });
});

test("a search finds parts of names whatever their case, takes no character as a pattern, and counts what it finds", async () => {
  const { body: all } = await list("per_page=100");
  const { body: rest } = await list("per_page=100&page=2");
  const expected = [...all.data, ...rest.data].filter(({ name }) => name.includes("a1")).map(({ id }) => id);
  const { body: found } = await list("query=A1&per_page=100");
  expect(expected.length).toBeGreaterThan(1);
  expect(found).toMatchObject({ total: expected.length });
  expect(found.data.map(({ id }) => id)).toEqual(expected);
  expect((await list("query=%25")).body.total).toBe(0);
  expect((await list("query=compan_")).body.total).toBe(0);
  expect((await list(`query=${"a".repeat(201)}`)).status).toBe(422);
});

test("nobody's list holds an organization of others, searched for or not", async () => {
  const stranger = await createUser(among);
  expect((await call<List>(among, stranger, "GET /v1/organizations?query=Company")).body).toMatchObject({ data: [], total: 0 });
});

test("who is signed in is told all of their organizations", async () => {
  const me = await call<Me>(among, users.among, "GET /v1/me");
  expect(me.body.organizations.length).toBe(mine);
  expect(Object.keys(me.body.organizations[0]!)).toEqual(["id", "name", "role", "role_name", "status"]);
  expect(me.body.organizations[0]!.id).toBe(me.body.last_organization_id);
  expect(me.body.organizations[0]!.id).toBe((await list("per_page=1")).body.data[0]!.id);
});

test("those used at the same time stand as the reader's language sorts them", async () => {
  const reader = await createUser(among);
  for (const name of ["Zebra", "Ähre", "Shop 10", "Shop 9"])
    await addMembership(among, (await createOrganization(among, name)).id, reader, "viewer");
  await among.database.admin.query("update memberships set last_active_at = now() where user_id = $1", [reader.id]);
  const namesIn = async (language: string) =>
    (await call<Me>(among, reader, "GET /v1/me", undefined, { "accept-language": language })).body.organizations.map(({ name }) => name);
  expect(await namesIn("de-DE,de;q=0.9")).toEqual(["Ähre", "Shop 9", "Shop 10", "Zebra"]);
  expect(await namesIn("sv")).toEqual(["Shop 9", "Shop 10", "Zebra", "Ähre"]);
  expect(await namesIn("*, xx-not-a-language-tag")).toEqual(["Ähre", "Shop 9", "Shop 10", "Zebra"]);
});

test.each([
  ["who is signed in", () => "/v1/me"],
  ["the first page of organizations", () => "/v1/organizations?per_page=30"],
  ["the last page of organizations", () => "/v1/organizations?per_page=30&page=7"],
  ["a search among them", () => "/v1/organizations?per_page=30&query=a1"],
  ["an organization", (id: string) => `/v1/organizations/${id}`],
  ["its projects", (id: string) => `/v1/organizations/${id}/projects`],
])("%s is read from as many pages of a database of 4,000 organizations as of one's own 200 alone", async (_name, pathOf) => {
  const [small, large] = [await readBy(alone, users.alone, pathOf), await readBy(among, users.among, pathOf)];
  expect(Object.keys(large).length).toBeGreaterThan(0);
  expect(Object.keys(large)).toEqual(Object.keys(small));
  for (const [text, pages] of Object.entries(large)) expect(pages, text).toBeLessThanOrEqual(small[text]! * 1.1 + 4);
});

async function readBy(test: TestApp, user: TestUser, pathOf: (organizationId: string) => string): Promise<Record<string, number>> {
  const first = await call<List>(test, user, "GET /v1/organizations?per_page=1");
  const path = pathOf(first.body.data[0]!.id);
  const login = { ...test.database.server, user: test.platform.database.roles.login };
  return pagesRead(login, async () => {
    const { status } = await call(test, user, `GET ${path}`);
    if (status !== 200) throw new Error(`${path} answered ${status}.`);
  });
}
