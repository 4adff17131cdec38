import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createKey,
  createMember,
  createOrganization,
  createProject,
  createSource,
  startConversation,
} from "#testing/factories.ts";
import { askAll } from "#testing/visitor.ts";
import type { Project, ProjectCard } from "../contract.ts";

const target = useApp();

test("a project is made, listed by name, renamed and deleted, and each act is in the audit log", async () => {
  const { id, owner } = await createOrganization(target);
  const path = `/v1/organizations/${id}/projects`;
  const made = await call<Project>(target, owner, `POST ${path}`, { name: "  Zebra  ", description: "Stripes" });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ name: "Zebra", description: "Stripes", created_by: owner.id });
  await call(target, owner, `POST ${path}`, { name: "apple" });
  const list = await call<{ data: Project[]; total: number }>(target, owner, `GET ${path}`);
  expect(list.body.data.map((project) => project.name)).toEqual(["apple", "Zebra"]);
  const renamed = await call<Project>(target, owner, `PATCH ${path}/${made.body.id}`, { name: "Quagga" });
  expect(renamed.body).toMatchObject({ name: "Quagga", description: "Stripes" });
  expect((await call<Project>(target, owner, `PATCH ${path}/${made.body.id}`, { description: null })).body.description).toBeNull();
  expect((await call(target, owner, `DELETE ${path}/${made.body.id}`)).status).toBe(204);
  expect((await call(target, owner, `GET ${path}/${made.body.id}`)).status).toBe(404);
  const log = await call<{ data: { action: string }[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
  expect(log.body.data.map((entry) => entry.action)).toEqual([
    "project.delete",
    "project.update",
    "project.update",
    "project.create",
    "project.create",
  ]);
});

test("projects are found by a part of their name, whatever its case; no character is a pattern", async () => {
  const { id, owner } = await createOrganization(target);
  for (const name of ["Shop north", "Shop south", "100 % help"]) await createProject(target, id, owner.id, name);
  const other = await createOrganization(target);
  await createProject(target, other.id, other.owner.id, "Shop of others");
  const find = async (query: string) => {
    const { body } = await call<{ data: Project[]; total: number }>(
      target,
      owner,
      `GET /v1/organizations/${id}/projects?per_page=1&${query}`,
    );
    return [body.total, ...body.data.map(({ name }) => name)];
  };
  expect(await find("query=SHOP")).toEqual([2, "Shop north"]);
  expect(await find("query=SHOP&page=2")).toEqual([2, "Shop south"]);
  expect(await find("query=%25")).toEqual([1, "100 % help"]);
  expect(await find("query=sh_p")).toEqual([0]);
  await createProject(target, id, owner.id, "Älpha Café");
  for (const query of ["alpha cafe", "%C3%84LPHA", "caf%C3%A9", "cafe%CC%81"])
    expect(await find(`query=${query}`)).toEqual([1, "Älpha Café"]);
});

test("projects are in natural order, as the reader's language sorts, on whichever page; descriptions are searched too", async () => {
  const { id, owner } = await createOrganization(target);
  for (const name of ["Shop 10", "shop 2", "Ångström", "Zebra"]) await createProject(target, id, owner.id, name);
  await call(target, owner, `POST /v1/organizations/${id}/projects`, { name: "Other", description: "All about TENTS." });
  const names = async (language: string, query = "") =>
    (
      await call<{ data: Project[] }>(target, owner, `GET /v1/organizations/${id}/projects${query}`, undefined, {
        "accept-language": language,
      })
    ).body.data.map(({ name }) => name);
  expect(await names("en-GB,en;q=0.8")).toEqual(["Ångström", "Other", "shop 2", "Shop 10", "Zebra"]);
  expect(await names("sv-SE")).toEqual(["Other", "shop 2", "Shop 10", "Zebra", "Ångström"]);
  expect(await names("sv-SE", "?per_page=2&page=3")).toEqual(["Ångström"]);
  expect(await names("en", "?query=tents")).toEqual(["Other"]);
});

test("a card counts what is in the project, says when last something was done or said, and leaves out what the caller may not read", async () => {
  const organization = await createOrganization(target);
  const { id, owner } = organization;
  const project = await createProject(target, id, owner.id);
  const other = await createProject(target, id, owner.id, "Other");
  const agent = await createAgent(target, organization, project);
  await createSource(target, id, project);
  const visitor = await startConversation(target, agent);
  await startConversation(target, agent);
  await askAll(target, visitor, "How long?");
  await target.database.admin.query("update conversations set last_message_at = '2100-01-01' where id = $1", [visitor.conversation_id]);
  const cards = async (as: { cookie: string } | { key: string }) =>
    (await call<{ data: ProjectCard[] }>(target, as, `GET /v1/organizations/${id}/projects`)).body.data;
  expect(await cards(owner)).toMatchObject([
    { id: project, agent_count: 1, source_count: 1, conversation_count: 1, last_active_at: "2100-01-01T00:00:00.000Z" },
    { id: other, agent_count: 0, source_count: 0, conversation_count: 0 },
  ]);
  const { key } = await createKey(target, id, owner.id, ["project:read", "agent:read"]);
  expect((await cards({ key }))[0]).toMatchObject({ agent_count: 1, source_count: null, conversation_count: null });
});

test("a member deletes the project that they made and no other", async () => {
  const { id, owner } = await createOrganization(target);
  const member = await createMember(target, id, "member");
  const foreign = await createProject(target, id, owner.id);
  const own = await createProject(target, id, member.id);
  expect((await call(target, member, `DELETE /v1/organizations/${id}/projects/${foreign}`)).status).toBe(403);
  expect((await call(target, member, `DELETE /v1/organizations/${id}/projects/${own}`)).status).toBe(204);
});

test.each([
  ["", "name"],
  ["   ", "name"],
  ["x".repeat(81), "name"],
  ["a\u202Eb", "name"],
])("the name %j is refused at its field and makes nothing", async (name, field) => {
  const { id, owner } = await createOrganization(target);
  const refused = await call<{ error: { field_errors: object } }>(target, owner, `POST /v1/organizations/${id}/projects`, { name });
  expect(refused.status).toBe(422);
  expect(Object.keys(refused.body.error.field_errors)).toEqual([field]);
  expect((await call<{ total: number }>(target, owner, `GET /v1/organizations/${id}/projects`)).body.total).toBe(0);
});

test("ids and owners that a client sends along are not taken", async () => {
  const { id, owner } = await createOrganization(target);
  const other = await createOrganization(target);
  const foreign = await createProject(target, other.id, other.owner.id);
  const smuggled = { name: "Mine", id: foreign, organization_id: other.id, created_by: other.owner.id };
  const made = await call<Project>(target, owner, `POST /v1/organizations/${id}/projects`, smuggled);
  expect(made.body.id).not.toBe(foreign);
  expect(made.body.created_by).toBe(owner.id);
  expect((await call<{ total: number }>(target, other.owner, `GET /v1/organizations/${other.id}/projects`)).body.total).toBe(1);
});

test("a repeated Idempotency-Key makes one project and answers the same", async () => {
  const { id, owner } = await createOrganization(target);
  const path = `POST /v1/organizations/${id}/projects`;
  const twice = () => call<Project>(target, owner, path, { name: "Once" }, { "idempotency-key": "k1" });
  const answers = await Promise.all(Array.from({ length: 8 }, twice));
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  expect((await call(target, owner, path, { name: "Other" }, { "idempotency-key": "k1" })).status).toBe(409);
});
