import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createUser } from "#testing/factories.ts";
import type { Organization, OrganizationCard } from "../contract.ts";
import { sweepIdempotencyKeys } from "./sweep-idempotency-keys.ts";

const target = useApp();

test("a person who creates an organization is its Owner, and it is in their list with its counts", async () => {
  const { owner } = await createOrganization(target, "Zebra");
  const made = await call<OrganizationCard>(target, owner, "POST /v1/organizations", { name: "apple" });
  expect(made).toMatchObject({ status: 201, body: { name: "apple", role: "owner", status: "active", member_count: 1, project_count: 0 } });
  const list = await call<{ data: OrganizationCard[] }>(target, owner, "GET /v1/organizations");
  expect(list.body.data.map((card) => card.name)).toEqual(["apple", "Zebra"]);
});

test("one Idempotency-Key makes one organization, however often and however simultaneously it is sent", async () => {
  const user = await createUser(target);
  const make = (name: string) => call<OrganizationCard>(target, user, "POST /v1/organizations", { name }, { "idempotency-key": "k" });
  const answers = await Promise.all(Array.from({ length: 10 }, () => make("Once")));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  expect((await make("Something else")).status).toBe(409);
  const list = await call<{ total: number }>(target, user, "GET /v1/organizations");
  expect(list.body.total).toBe(1);
});

test("a key is forgotten after 24 hours, and not before", async () => {
  const user = await createUser(target);
  const make = async () =>
    (await call<OrganizationCard>(target, user, "POST /v1/organizations", { name: "Daily" }, { "idempotency-key": "d" })).body.id;
  const run = () => sweepIdempotencyKeys.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(10_000) });
  const first = await make();
  await run();
  expect(await make()).toBe(first);
  await target.database.admin.query("update handles set created_at = now() - interval '25 hours' where organization_id = $1", [first]);
  await run();
  expect(await make()).not.toBe(first);
});

test("an organization says what the caller may do in it", async () => {
  const { id, owner } = await createOrganization(target);
  const viewer = await createMember(target, id, "viewer");
  const ofOwner = await call<Organization>(target, owner, `GET /v1/organizations/${id}`);
  const ofViewer = await call<Organization>(target, viewer, `GET /v1/organizations/${id}`);
  expect(ofOwner.body.permissions).toContain("organization:delete");
  expect(ofViewer.body).toMatchObject({ role: "viewer", status: "active" });
  expect(ofViewer.body.permissions).not.toContain("project:create");
});

test("a foreign organization and one that does not exist give the same answer", async () => {
  const { owner } = await createOrganization(target);
  const other = await createOrganization(target);
  const foreign = await call<{ error: { message: string } }>(target, owner, `GET /v1/organizations/${other.id}`);
  const absent = await call<{ error: { message: string } }>(target, owner, `GET /v1/organizations/${newId("org")}`);
  expect([foreign.status, absent.status]).toEqual([404, 404]);
  expect(foreign.body.error.message).toBe(absent.body.error.message);
});

test("an Admin renames the organization, a Member does not", async () => {
  const { id } = await createOrganization(target);
  const [admin, member] = [await createMember(target, id, "admin"), await createMember(target, id, "member")];
  const renamed = await call<Organization>(target, admin, `PATCH /v1/organizations/${id}`, { name: "Renamed" });
  expect(renamed).toMatchObject({ status: 200, body: { name: "Renamed" } });
  expect((await call(target, member, `PATCH /v1/organizations/${id}`, { name: "Mine" })).status).toBe(403);
});
