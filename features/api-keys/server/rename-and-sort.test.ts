import { expect, test } from "vitest";
import type { AuditEntry } from "#features/audit/contract.ts";
import { useApp } from "#testing/app.ts";
import { call, createKey, createMember, createOrganization } from "#testing/factories.ts";
import type { ApiKey } from "../contract.ts";

const target = useApp();
const at = (id: string, path = "") => `/v1/organizations/${id}/api-keys${path}`;

test("a key is renamed without being changed otherwise, told in the audit log, and works on", async () => {
  const { id, owner } = await createOrganization(target);
  const admin = await createMember(target, id, "admin");
  const made = await createKey(target, id, owner.id, ["project:read"], { name: "Importer" });
  const before = (await call<ApiKey>(target, owner, `GET ${at(id)}`)).body;
  const renamed = await call<ApiKey>(target, admin, `PATCH ${at(id, `/${made.id}`)}`, {
    name: "  Nightly import ",
    permissions: ["audit:read"],
  });
  expect([renamed.status, renamed.body]).toEqual([200, expect.objectContaining({ name: "Nightly import", permissions: ["project:read"] })]);
  const after = (await call<{ data: ApiKey[] }>(target, owner, `GET ${at(id)}`)).body.data[0];
  expect(after).toEqual({ ...(before as unknown as { data: ApiKey[] }).data[0], name: "Nightly import" });
  expect((await call(target, { key: made.key }, `GET /v1/organizations/${id}/projects`)).status).toBe(200);
  // The same name once more is no change.
  await call(target, admin, `PATCH ${at(id, `/${made.id}`)}`, { name: "Nightly import" });
  const log = await call<{ data: AuditEntry[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
  expect(log.body.data).toMatchObject([
    {
      action: "api_key.update",
      target_id: made.id,
      before: { name: "Importer" },
      after: { name: "Nightly import" },
      sentence: "Test Person changed the name of the API key “Nightly import” from “Importer” to “Nightly import”.",
    },
  ]);
});

test("a member renames no key, nobody one of another organization, and no name is empty or invisible", async () => {
  const [{ id, owner }, other] = [await createOrganization(target), await createOrganization(target)];
  const member = await createMember(target, id, "member");
  const made = await createKey(target, id, owner.id, ["project:read"]);
  const rename = async (as: { cookie: string }, organization: string, name: string) =>
    (await call(target, as, `PATCH ${at(organization, `/${made.id}`)}`, { name })).status;
  expect(await rename(member, id, "Mine")).toBe(403);
  expect(await rename(other.owner, other.id, "Theirs")).toBe(404);
  for (const name of ["", "  ", "a\u202eb", "x".repeat(81)]) expect(await rename(owner, id, name)).toBe(422);
});

test("the list is sorted by what is asked for, either way; what was never used or never expires comes last", async () => {
  const { id, owner } = await createOrganization(target);
  const day = (days: number) => new Date(Date.now() + days * 86_400_000);
  const made = {
    beta: await createKey(target, id, owner.id, ["project:read"], { name: "beta", expiresAt: day(9) }),
    Alpha: await createKey(target, id, owner.id, ["project:read"], { name: "Alpha" }),
    Gamma: await createKey(target, id, owner.id, ["project:read"], { name: "Gamma", expiresAt: day(3) }),
  };
  const used = (key: { id: string }, days: number) =>
    target.database.admin.query("update api_keys set last_used_at = $2 where id = $1", [key.id, day(days)]);
  await used(made.beta, -2);
  await used(made.Alpha, -1);
  const names = async (sort: string) =>
    (await call<{ data: ApiKey[] }>(target, owner, `GET ${at(id)}${sort}`)).body.data.map(({ name }) => name);
  expect(await names("")).toEqual(["Gamma", "Alpha", "beta"]);
  expect(await names("?sort=created_at")).toEqual(["beta", "Alpha", "Gamma"]);
  expect(await names("?sort=name")).toEqual(["Alpha", "beta", "Gamma"]);
  expect(await names("?sort=-name")).toEqual(["Gamma", "beta", "Alpha"]);
  expect(await names("?sort=-last_used_at")).toEqual(["Alpha", "beta", "Gamma"]);
  expect(await names("?sort=last_used_at")).toEqual(["beta", "Alpha", "Gamma"]);
  expect(await names("?sort=expires_at")).toEqual(["Gamma", "beta", "Alpha"]);
  expect((await call(target, owner, `GET ${at(id)}?sort=hash`)).status).toBe(422);
});
