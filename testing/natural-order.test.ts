import { beforeAll, expect, test } from "vitest";
import { useApp } from "./app.ts";
import {
  call,
  createAgent,
  createCustomRole,
  createKey,
  createMember,
  createOrganization,
  createProject,
  createSource,
} from "./factories.ts";

const target = useApp();
const names = ["Desk 10", "desk 2", "Ångström", "Zebra"];
let path = "";
let project = "";
let cookie = "";

beforeAll(async () => {
  const organization = await createOrganization(target, "Acme");
  const { id, owner } = organization;
  project = await createProject(target, id, owner.id);
  path = `/v1/organizations/${id}`;
  ({ cookie } = owner);
  const rename = (table: string, row: string, name: string) =>
    target.database.admin.query(`update ${table} set name = $2 where id = $1`, [row, name]);
  await rename("users", owner.id, names[0]!);
  for (const [index, name] of names.entries()) {
    await createAgent(target, organization, project, { name });
    await rename("custom_roles", await createCustomRole(target, id, ["project:read"]), name);
    await rename("sources", await createSource(target, id, project), name);
    await createKey(target, id, owner.id, ["project:read"], { name });
    if (index > 0) await rename("users", (await createMember(target, id, "viewer")).id, name);
  }
});

test.each([
  ["agents", "/projects/PROJECT/agents?"],
  ["roles", "/roles?"],
  ["sources", "/projects/PROJECT/sources?sort=name&"],
  ["members", "/members?sort=name&"],
  ["API keys", "/api-keys?sort=name&"],
])("%s are in natural order, as the reader's language sorts, on whichever page", async (_what, list) => {
  const read = async (language: string, page = "per_page=100") => {
    const { body } = await call<{ data: { name?: string; user?: { name: string } }[] }>(
      target,
      { cookie },
      `GET ${path}${list.replace("PROJECT", project)}${page}`,
      undefined,
      { "accept-language": language },
    );
    return body.data.map(({ name, user }) => name ?? user?.name).filter((name) => names.includes(name ?? ""));
  };
  expect(await read("en-GB,en;q=0.8")).toEqual(["Ångström", "desk 2", "Desk 10", "Zebra"]);
  expect(await read("sv-SE")).toEqual(["desk 2", "Desk 10", "Zebra", "Ångström"]);
  expect(await read("sv-SE", list.startsWith("/roles") ? "per_page=4&page=2" : "per_page=2&page=2")).toEqual(
    list.startsWith("/roles") ? ["desk 2", "Desk 10", "Zebra", "Ångström"] : ["Zebra", "Ångström"],
  );
});

test.each([
  ["sources", "/projects/PROJECT/sources?sort=size_bytes"],
  ["sources", "/projects/PROJECT/sources?sort=-size_bytes"],
  ["API keys", "/api-keys?sort=last_used_at"],
  ["API keys", "/api-keys?sort=-last_used_at"],
])("%s that are alike are in one order, the newest first, on whichever page: %s", async (_what, list) => {
  const ids: string[] = [];
  for (const page of names.keys()) {
    const address = `${path}${list.replace("PROJECT", project)}&per_page=1&page=${page + 1}`;
    const { body } = await call<{ data: { id: string }[] }>(target, { cookie }, `GET ${address}`);
    ids.push(...body.data.map(({ id }) => id));
  }
  expect(ids).toHaveLength(names.length);
  expect(ids).toEqual(ids.toSorted().toReversed());
});
