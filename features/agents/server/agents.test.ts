import { expect, test } from "vitest";
import type { Agent } from "../contract.ts";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject } from "#testing/factories.ts";

const target = useApp();

async function workspace() {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  return { organization, owner: organization.owner, project, path: `/v1/organizations/${organization.id}/projects/${project}/agents` };
}
const handles = async (organizationId: string) =>
  (await target.database.admin.query("select kind from handles where organization_id = $1 order by kind", [organizationId])).rows.map(
    (row) => row.kind,
  );
const open = (secret: string) => call(target, null, "POST /v1/test-pages/open", { secret });

test("an agent is made, listed by name, found, changed and deleted, and each act is in the audit log", async () => {
  const { organization, owner, project, path } = await workspace();
  const made = await call<Agent>(target, owner, `POST ${path}`, { name: "Zoe", instructions: "Be brief.", temperature: 0.4 });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    name: "Zoe",
    project_id: project,
    instructions: "Be brief.",
    model_name: null,
    temperature: 0.4,
    allowed_origins: [],
    test_page: false,
    created_by: owner.id,
  });
  await createAgent(target, organization, project, { name: "adam" });
  expect((await call<{ data: Agent[] }>(target, owner, `GET ${path}`)).body.data.map(({ name }) => name)).toEqual(["adam", "Zoe"]);
  expect((await call<{ total: number }>(target, owner, `GET ${path}?query=ZO`)).body.total).toBe(1);
  const at = `${path}/${made.body.id}`;
  const changed = await call<Agent>(target, owner, `PATCH ${at}`, {
    model_name: "anthropic/claude",
    temperature: null,
    allowed_origins: ["https://shop.example"],
  });
  expect(changed.body).toMatchObject({
    name: "Zoe",
    model_name: "anthropic/claude",
    temperature: null,
    allowed_origins: ["https://shop.example"],
  });
  expect((await call(target, owner, `PATCH ${at}`, { name: "Zoe" })).status).toBe(200);
  expect((await call(target, owner, `DELETE ${at}`)).status).toBe(204);
  expect((await call(target, owner, `GET ${at}`)).status).toBe(404);
  const log = await call<{ data: { action: string; before: object; after: object }[] }>(
    target,
    owner,
    `GET /v1/organizations/${organization.id}/audit-entries`,
  );
  expect(log.body.data.map(({ action }) => action)).toEqual(["agent.delete", "agent.update", "agent.create", "agent.create"]);
  expect(log.body.data[1]).toMatchObject({ before: { model_name: null, allowed_origins: [] }, after: { model_name: "anthropic/claude" } });
});

test("an agent's handle is made and removed with it", async () => {
  const { organization, owner, project, path } = await workspace();
  const agent = await createAgent(target, organization, project);
  await call(target, owner, `POST ${path}/${agent}/test-page`);
  expect(await handles(organization.id)).toEqual(["agent", "test_page"]);
  await call(target, owner, `DELETE ${path}/${agent}`);
  expect(await handles(organization.id)).toEqual([]);
});

test("no handle outlives the project of its agent", async () => {
  const { organization, owner, project, path } = await workspace();
  const agent = await createAgent(target, organization, project);
  await call(target, owner, `POST ${path}/${agent}/test-page`);
  await call(target, owner, `DELETE /v1/organizations/${organization.id}/projects/${project}`);
  expect(await handles(organization.id)).toEqual([]);
});

test.each([
  [{ name: "" }, "name"],
  [{ name: "A", temperature: 3 }, "temperature"],
  [{ name: "A", allowed_origins: ["https://shop.example/path"] }, "allowed_origins.0"],
  [{ name: "A", instructions: "x".repeat(20_001) }, "instructions"],
])("%j is refused at its field", async (input, field) => {
  const { owner, path } = await workspace();
  const refused = await call<{ error: { field_errors: object } }>(target, owner, `POST ${path}`, input);
  expect([refused.status, Object.keys(refused.body.error.field_errors)]).toEqual([422, [field]]);
});

test("a test page is shared by a link that only its latest secret opens, until sharing ends", async () => {
  const { organization, owner, project, path } = await workspace();
  const agent = await createAgent(target, organization, project, { name: "Shop" });
  const page = `${path}/${agent}/test-page`;
  const link = async () => (await call<{ url: string }>(target, owner, `POST ${page}`)).body.url;
  const secretOf = (url: string) => url.slice(`${testAppUrl}/test-page#`.length);
  expect((await call(target, owner, `GET ${page}`)).body).toBeNull();
  const first = await link();
  expect(first.startsWith(`${testAppUrl}/test-page#`)).toBe(true);
  expect((await open(secretOf(first))).body).toEqual({ agent_id: agent, agent_name: "Shop" });
  expect((await call(target, owner, `GET ${page}`)).body).toEqual({ url: first });
  expect((await call<Agent>(target, owner, `GET ${path}/${agent}`)).body.test_page).toBe(true);
  const second = await link();
  expect((await open(secretOf(first))).status).toBe(404);
  expect((await open(secretOf(second))).status).toBe(200);
  expect((await call(target, owner, `DELETE ${page}`)).status).toBe(204);
  expect((await open(secretOf(second))).status).toBe(404);
  const third = await link();
  expect(new Set([first, second, third]).size).toBe(3);
  for (const ended of [first, second]) expect((await open(secretOf(ended))).status).toBe(404);
  await call(target, owner, `DELETE ${path}/${agent}`);
  expect((await open(secretOf(third))).status).toBe(404);
});

test("a shared link's secret is stored nowhere", async () => {
  const { organization, owner, project, path } = await workspace();
  const agent = await createAgent(target, organization, project);
  const { body } = await call<{ url: string }>(target, owner, `POST ${path}/${agent}/test-page`, {}, { "idempotency-key": "share" });
  const signature = body.url.split(".").at(-1)!;
  for (const table of ["agents", "handles", "audit_entries", "idempotency_keys"]) {
    const { rows } = await target.database.admin.query(`select t::text as row from ${table} t where organization_id = $1`, [
      organization.id,
    ]);
    expect(
      rows.filter(({ row }) => row.includes(signature)),
      table,
    ).toEqual([]);
  }
  expect((await call(target, owner, `POST ${path}/${agent}/test-page`, {}, { "idempotency-key": "share" })).status).toBe(409);
});

test("without a provider there is no default model and nothing to name", async () => {
  const { organization, owner } = await workspace();
  expect((await call(target, owner, `GET /v1/organizations/${organization.id}/models`)).body).toEqual({ default: null, data: [] });
});
