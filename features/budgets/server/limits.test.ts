import { expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { useApp } from "#testing/app.ts";
import {
  createAgent,
  addMembership,
  call,
  createOrganization,
  createProject,
  createUser,
  upload,
  type TestUser,
} from "#testing/factories.ts";
import type { OperatorLimits } from "../contract.ts";

const target = useApp({
  variables: { ORGANIZATIONS_PER_ACCOUNT: "3", PROJECTS_MAX: "3", AGENTS_MAX: "2", STORAGE_BYTES_MAX: "250" },
});
const unlimited = useApp({ variables: { ORGANIZATIONS_PER_ACCOUNT: "0", PROJECTS_MAX: "0", AGENTS_MAX: "0", STORAGE_BYTES_MAX: "0" } });

type Refused = { error: { code: string; message: string } };
const at = (id: string, path = "") => `/v1/organizations/${id}${path}`;
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).toSorted();
const many = <Answer>(count: number, ask: (index: number) => Promise<Answer>) =>
  Promise.all(Array.from({ length: count }, (_, n) => ask(n)));
const limit = (id: string, changes: object) =>
  call<OperatorLimits>(target, { key: operatorKey(target.platform) }, `PATCH /v1/operator/organizations/${id}/limits`, changes);

test("of ten projects created at once as many are as one organization may have; the sentence says who can raise it", async () => {
  const { id, owner } = await createOrganization(target);
  const create = () => call<Refused>(target, owner, `POST ${at(id, "/projects")}`, { name: "Shop" });
  expect(statuses(await many(10, create))).toEqual([201, 201, 201, ...Array.from({ length: 7 }, () => 409)]);
  expect((await create()).body.error).toMatchObject({
    code: "limit_reached",
    message:
      "This organization can have 3 projects. Delete one that is not needed, or ask the operator of this installation to raise the limit.",
  });
  const { data } = (await call<{ data: { id: string }[] }>(target, owner, `GET ${at(id, "/projects")}`)).body;
  await call(target, owner, `DELETE ${at(id, `/projects/${data[0]!.id}`)}`);
  expect((await create()).status).toBe(201);
});

test("the operator's number for one organization holds instead, is told with the count, and ends with null", async () => {
  const organization = await createOrganization(target);
  const { id, owner } = organization;
  const create = () => call(target, owner, `POST ${at(id, "/projects")}`, { name: "Shop" });
  expect((await limit(id, { projects: 5 })).body).toMatchObject({
    projects: 5,
    agents: null,
    count: { projects: 0, agents: 0 },
    defaults: { projects: 3, agents: 2, bytes_stored: 250 },
  });
  expect(statuses(await many(6, create))).toEqual([201, 201, 201, 201, 201, 409]);
  expect((await limit(id, { projects: null })).body).toMatchObject({ projects: null, count: { projects: 5 } });
  expect((await create()).status).toBe(409);
  expect((await limit(id, { projects: 0, agents: 1_000_001 })).status).toBe(422);
  const log = await call<{ data: object[] }>(target, owner, `GET ${at(id, "/audit-entries?action=operator")}`);
  expect(log.body.data).toMatchObject([
    { before: { projects: 5 }, after: { projects: null } },
    { before: { projects: null }, after: { projects: 5 } },
  ]);
  expect((await createOrganizationAndProject()).status).toBe(201);
});

async function createOrganizationAndProject() {
  const other = await createOrganization(target);
  return call(target, other.owner, `POST ${at(other.id, "/projects")}`, { name: "Shop" });
}

test("agents created at once in several projects are counted together", async () => {
  const { id, owner } = await createOrganization(target);
  const projects = await many(3, () => createProject(target, id, owner.id));
  const create = (index: number) =>
    call<Refused>(target, owner, `POST ${at(id, `/projects/${projects[index % 3]}/agents`)}`, { name: "A" });
  expect(statuses(await many(6, create))).toEqual([201, 201, 409, 409, 409, 409]);
  expect((await create(0)).body.error).toMatchObject({ code: "limit_reached", message: expect.stringContaining("can have 2 agents") });
});

test("files stored at once stay within the storage of one organization, each refused one with who can raise it", async () => {
  const { id, owner } = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  const sources = at(id, `/projects/${project}/sources`);
  const send = () => upload(target, owner, `${sources}/files`, [{ name: "a.txt", bytes: "a".repeat(100) }]);
  const files = (await many(6, send)).flatMap(
    ({ body }) => body.data as { status: string; error: { code: string; message: string } | null }[],
  );
  expect(files.filter(({ status }) => status === "processing")).toHaveLength(2);
  expect(files.find(({ status }) => status === "failed")!.error).toEqual({
    code: "storage_full",
    message:
      "There is no room left for this file. This organization cannot store any more. Delete files that are not needed, or ask the operator of this installation to raise the limit.",
  });
  const text = await call<Refused>(target, owner, `POST ${sources}/texts`, { name: "Note", text: "a".repeat(60) });
  expect([text.status, text.body.error.code]).toEqual([409, "limit_reached"]);

  // A number of its own holds instead of the installation's, below it or above.
  await limit(id, { bytes_stored: 1_000 });
  expect((await call(target, owner, `POST ${sources}/texts`, { name: "Note", text: "a".repeat(700) })).status).toBe(201);
  const full = await call<Refused>(target, owner, `POST ${sources}/texts`, { name: "Note", text: "a".repeat(200) });
  expect([full.status, full.body.error.code]).toEqual([409, "limit_reached"]);
});

const createOwn = (user: TestUser, name = "Second", key?: string) =>
  call<Refused & { id: string }>(target, user, "POST /v1/organizations", { name }, key ? { "idempotency-key": key } : undefined);

test("an account owns so many organizations, however many it creates at once; what it was invited to does not count", async () => {
  const user = await createUser(target);
  for (let index = 0; index < 5; index += 1) await addMembership(target, (await createOrganization(target)).id, user, "admin");
  expect(statuses(await many(8, () => createOwn(user)))).toEqual([201, 201, 201, ...Array.from({ length: 5 }, () => 409)]);
  const { error } = (await createOwn(user)).body;
  expect(error.code).toBe("limit_reached");
  expect(error.message).toMatch(/^An account can own 3 organizations\. The operator of this installation can raise the limit\./);
  // Somebody else makes them Owner of a fourth.
  const fourth = await addMembership(target, (await createOrganization(target)).id, user, "owner");
  expect(fourth).toMatch(/^mem_/);
  expect((await createOwn(user)).status).toBe(409);
});

test("a repeated request gets the organization that it made, at the limit too; one that is being deleted still counts", async () => {
  const user = await createUser(target);
  const made = await many(3, (index) => createOwn(user, `Company ${index}`, `key ${index}`));
  const again = await createOwn(user, "Company 0", "key 0");
  expect([again.status, again.body.id]).toEqual([201, made[0]!.body.id]);
  expect((await call(target, user, `DELETE ${at(again.body.id)}`, { confirm_name: "Company 0" })).status).toBe(202);
  expect((await createOwn(user)).status).toBe(409);
  await target.database.admin.query("update organizations set purge_started_at = now() where id = $1", [again.body.id]);
  expect((await createOwn(user)).status).toBe(201);
});

test("0 is no limit", async () => {
  const organization = await createOrganization(unlimited);
  const { id, owner } = organization;
  const project = await createProject(unlimited, id, owner.id);
  const created = [
    ...(await many(4, () => call(unlimited, owner, `POST ${at(id, "/projects")}`, { name: "Shop" }))),
    ...(await many(4, () => call(unlimited, owner, "POST /v1/organizations", { name: "More" }))),
    await call(unlimited, owner, `POST ${at(id, `/projects/${project}/sources/texts`)}`, { name: "Note", text: "a".repeat(300) }),
  ];
  expect(new Set(statuses(created))).toEqual(new Set([201]));
  for (let index = 0; index < 3; index += 1) await createAgent(unlimited, organization, project);
});
