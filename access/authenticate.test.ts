import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createKey, createMember, createOrganization } from "#testing/factories.ts";

const target = useApp();

test("an API key does what it was given, under its own name in the audit log, and nothing else", async () => {
  const { id, owner } = await createOrganization(target);
  const key = await createKey(target, id, owner.id, ["project:read", "project:create"]);
  expect((await call(target, key, `POST /v1/organizations/${id}/projects`, { name: "Imported" })).status).toBe(201);
  expect((await call(target, key, `GET /v1/organizations/${id}/projects`)).status).toBe(200);
  expect((await call(target, key, `PATCH /v1/organizations/${id}`, { name: "Mine" })).status).toBe(403);
  const log = await call<{ data: object[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
  expect(log.body.data[0]).toMatchObject({ action: "project.create", actor_type: "api_key", actor_label: "Importer" });
});

test("a key can never do more than its creator can now, and ends with their membership", async () => {
  const { id } = await createOrganization(target);
  const maker = await createMember(target, id, "member");
  const key = await createKey(target, id, maker.id, ["project:read", "project:create", "audit:read"]);
  const path = `/v1/organizations/${id}`;
  expect((await call(target, key, `GET ${path}/audit-entries`)).status).toBe(403);
  await target.database.admin.query("update memberships set role = 'viewer' where id = $1", [maker.membershipId]);
  expect((await call(target, key, `POST ${path}/projects`, { name: "Late" })).status).toBe(403);
  expect((await call(target, key, `GET ${path}/projects`)).status).toBe(200);
  await target.database.admin.query("delete from memberships where id = $1", [maker.membershipId]);
  expect((await call(target, key, `GET ${path}/projects`)).status).toBe(401);
});

test("a key of one organization finds nothing in another, nor in its maker's account", async () => {
  const { id, owner } = await createOrganization(target);
  const other = await createOrganization(target);
  const key = await createKey(target, id, owner.id, ["organization:read", "project:read"]);
  expect((await call(target, key, `GET /v1/organizations/${other.id}/projects`)).status).toBe(404);
  expect((await call(target, key, "GET /v1/me")).status).toBe(403);
  expect((await call(target, key, "POST /v1/organizations", { name: "Another" })).status).toBe(403);
});

test.each(["Bearer nonsense", "Bearer ", "Basic YTpi", "Bearer operator.guess", "Bearer visitor.a.b.c.d"])(
  "the credential %j is refused, whatever cookie comes with it",
  async (authorization) => {
    const { id, owner } = await createOrganization(target);
    const response = await target.app.request(`/v1/organizations/${id}`, { headers: { authorization, cookie: owner.cookie } });
    expect(response.status).toBe(401);
  },
);
