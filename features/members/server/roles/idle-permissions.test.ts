import { expect, test } from "vitest";
import { everyPermission, type Permission } from "#access/permissions.ts";
import { useApp } from "#testing/app.ts";
import { call, createCustomRole, createKey, createMember, createOrganization } from "#testing/factories.ts";
import { migrateAgain } from "#testing/migrate-again.ts";

const target = useApp();
const idle: readonly string[] = [
  "workflow:create",
  "workflow:update",
  "workflow:delete",
  "webhook:create",
  "webhook:update",
  "webhook:delete",
  "conversation:reply",
  "organization:security",
];
/** Those that open something by now. */
const cameBack = ["conversation:reply", "organization:security"];
/** As they were once, when these names were permissions. */
const ticked = (...names: readonly string[]) => names as Permission[];

test("ticks of permissions that opened nothing are gone from roles and keys, so that what comes back is given again", async () => {
  const { id, owner } = await createOrganization(target);
  const other = await createOrganization(target);
  const mixed = await createCustomRole(target, id, ticked("workflow:create", "project:read", ...idle.slice(1), "agent:read"));
  const none = await createCustomRole(target, other.id, ticked(...idle));
  const untouched = await createCustomRole(target, other.id, ["usage:read", "project:read"]);
  const key = await createKey(target, id, owner.id, ticked(...idle, "project:read"));
  const useless = await createKey(target, id, owner.id, ticked(...idle));
  const member = await createMember(target, id, mixed);

  await migrateAgain(target, "0041-permissions-that-open-nothing.sql");

  const { rows } = await target.database.admin.query<{ id: string; permissions: string[] }>(
    "select id, permissions from custom_roles union all select id, permissions from api_keys",
  );
  expect(Object.fromEntries(rows.map((row) => [row.id, row.permissions]))).toEqual({
    [mixed]: ["project:read", "agent:read"],
    [none]: [],
    [untouched]: ["usage:read", "project:read"],
    [key.id]: ["project:read"],
    [useless.id]: [],
  });
  const { body } = await call<{ permissions: string[] }>(target, member, `GET /v1/organizations/${id}`);
  expect(body.permissions).toEqual(["organization:read", "project:read", "agent:read"]);
  expect((await call(target, key, `GET /v1/organizations/${id}/projects`)).status).toBe(200);
});

test("none of them can be ticked", async () => {
  const { id, owner } = await createOrganization(target);
  for (const name of idle.filter((one) => !cameBack.includes(one))) {
    expect(everyPermission).not.toContain(name);
    const role = { name: `With ${name}`, permissions: [name] };
    expect((await call(target, owner, `POST /v1/organizations/${id}/roles`, role)).status).toBe(422);
    expect((await call(target, owner, `POST /v1/organizations/${id}/api-keys`, { ...role, name: "Key" })).status).toBe(422);
  }
});
