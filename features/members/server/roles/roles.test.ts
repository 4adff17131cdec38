import { describe, expect, test } from "vitest";
import { everyPermission, permissionsOf, roles, type Permission } from "#access/permissions.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createCustomRole,
  createInvitation,
  createKey,
  createMember,
  createOrganization,
  createUser,
  type TestUser,
} from "#testing/factories.ts";
import { customRolesMax, type OrganizationRole } from "../../contract.ts";

const target = useApp();
type Refusal = { error: { message: string; field_errors?: Record<string, string> } };
type List = { data: OrganizationRole[]; total: number };
type As = { cookie: string } | { key: string };
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);

const create = (id: string, as: As, body: object) =>
  call<OrganizationRole & Refusal>(target, as, `POST /v1/organizations/${id}/roles`, { name: "Support", ...body });
const change = (id: string, as: As, role: string, body: object, headers?: Record<string, string>) =>
  call<OrganizationRole & Refusal>(target, as, `PATCH /v1/organizations/${id}/roles/${role}`, body, headers);
const remove = (id: string, as: As, role: string, body: object = {}) =>
  call<Refusal>(target, as, `DELETE /v1/organizations/${id}/roles/${role}`, body);
const list = (id: string, as: As, query = "per_page=100") => call<List>(target, as, `GET /v1/organizations/${id}/roles?${query}`);
const give = (id: string, as: As, membershipId: string, role: string) =>
  call<{ role: string; role_name: string } & Refusal>(target, as, `PATCH /v1/organizations/${id}/members/${membershipId}`, { role });
const may = async (id: string, as: As) =>
  (await call<{ permissions: string[]; role: string; role_name: string }>(target, as, `GET /v1/organizations/${id}`)).body;

test("a role that is made stands in the list behind the four, with what it may and who holds it, and is in the audit log", async () => {
  const { id, owner } = await createOrganization(target);
  const made = await create(id, owner, { description: " Answers. ", permissions: ["conversation:read", "project:read"] });
  expect(made).toMatchObject({
    status: 201,
    body: { name: "Support", description: "Answers.", built_in: false, permissions: ["project:read", "conversation:read"], version: 1 },
  });
  await createMember(target, id, made.body.id);
  await createInvitation(target, id, { role: made.body.id });
  const viewer = await createMember(target, id, "viewer");
  const { body } = await list(id, viewer);
  expect(body.data.map(({ name, member_count, invitation_count }) => [name, member_count, invitation_count])).toEqual([
    ["Owner", 1, 0],
    ["Admin", 0, 0],
    ["Member", 0, 0],
    ["Viewer", 1, 0],
    ["Support", 1, 1],
  ]);
  for (const role of roles) expect(body.data.find((row) => row.id === role)!.permissions).toEqual([...permissionsOf(role)]);
  expect((await list(id, viewer, "per_page=2&page=3")).body).toMatchObject({ total: 5, data: [{ name: "Support" }] });
  const entries = await call<{ data: object[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
  expect(entries.body.data[0]).toMatchObject({ action: "role.create", target_label: "Support" });
});

test("who holds a role may what it was given and read the organization, and sees its name wherever a role is named", async () => {
  const { id, owner } = await createOrganization(target);
  const role = (await create(id, owner, { permissions: ["project:read", "member:list"] })).body.id;
  const member = await createMember(target, id, "viewer");
  expect(await give(id, owner, member.membershipId, role)).toMatchObject({ status: 200, body: { role, role_name: "Support" } });
  expect(await may(id, member)).toMatchObject({
    role,
    role_name: "Support",
    permissions: ["organization:read", "member:list", "project:read"],
  });
  const me = await call(target, member, "GET /v1/me");
  expect(me.body).toMatchObject({ organizations: [{ id, role, role_name: "Support" }] });
  expect((await call(target, member, "GET /v1/organizations")).body).toMatchObject({ data: [{ role, role_name: "Support" }] });
  expect((await call(target, member, `GET /v1/organizations/${id}/members`)).body).toMatchObject({
    data: [{ role_name: "Owner" }, { role, role_name: "Support" }],
  });
  expect((await call(target, member, `POST /v1/organizations/${id}/projects`, { name: "X" })).status).toBe(403);
  expect((await call(target, member, `POST /v1/organizations/${id}/leave`, {})).status).toBe(204);
});

test("names that the list of permissions no longer has are ignored, and count for nothing", async () => {
  const { id, owner } = await createOrganization(target);
  const role = await createCustomRole(target, id, ["project:read", "project:fly" as Permission, "toString" as Permission]);
  const member = await createMember(target, id, role);
  expect((await may(id, member)).permissions).toEqual(["organization:read", "project:read"]);
  expect((await list(id, owner)).body.data.at(-1)!.permissions).toEqual(["project:read"]);
});

describe("nobody gives what he lacks:", () => {
  const ownersOnly = everyPermission.filter((name) => !permissionsOf("admin").has(name));

  test.each(ownersOnly)(
    "an Admin makes no role with %s, gives none to it, and changes, gives, takes or deletes none that has it",
    async (name) => {
      const { id, owner } = await createOrganization(target);
      const admin = await createMember(target, id, "admin");
      const member = await createMember(target, id, "member");
      expect((await create(id, admin, { permissions: [name] })).status).toBe(403);
      const mine = (await create(id, admin, { name: "Harmless", permissions: ["project:read"] })).body.id;
      expect((await change(id, admin, mine, { permissions: ["project:read", name] })).status).toBe(403);
      const above = (await create(id, owner, { name: "Above", permissions: [name] })).body.id;
      expect((await change(id, admin, above, { name: "Mine now" })).status).toBe(403);
      expect((await change(id, admin, above, { permissions: [] })).status).toBe(403);
      expect((await remove(id, admin, above)).status).toBe(403);
      expect((await give(id, admin, member.membershipId, above)).status).toBe(403);
      const holder = await createMember(target, id, above);
      expect((await give(id, admin, holder.membershipId, "viewer")).status).toBe(403);
      expect((await call(target, admin, `DELETE /v1/organizations/${id}/members/${holder.membershipId}`)).status).toBe(403);
      expect((await list(id, owner)).body.data.slice(4).map((role) => [role.name, role.permissions])).toEqual([
        ["Above", [name]],
        ["Harmless", ["project:read"]],
      ]);
    },
  );

  test("a key neither, beyond what it was given", async () => {
    const { id, owner } = await createOrganization(target);
    const key = await createKey(target, id, owner.id, ["role:create", "project:read"]);
    expect((await create(id, key, { permissions: ["project:read"] })).status).toBe(201);
    expect((await create(id, key, { name: "More", permissions: ["agent:read"] })).status).toBe(403);
  });

  test("who holds a role with some of a member's rights neither promotes nor removes, but gives what is below", async () => {
    const { id, owner } = await createOrganization(target);
    const lead = (await create(id, owner, { name: "Lead", permissions: ["member:update", "member:list", "project:read"] })).body.id;
    const below = (await create(id, owner, { name: "Below", permissions: ["project:read"] })).body.id;
    const [by, whom] = [await createMember(target, id, lead), await createMember(target, id, below)];
    expect((await give(id, by, whom.membershipId, "viewer")).status).toBe(403);
    expect((await give(id, by, owner.membershipId, below)).status).toBe(403);
    expect((await give(id, by, whom.membershipId, lead)).status).toBe(200);
    expect((await give(id, by, by.membershipId, below)).status).toBe(403);
  });

  test("who may hand over but not everything that an Owner may hands over nothing", async () => {
    const { id, owner } = await createOrganization(target);
    const role = (await create(id, owner, { permissions: ["organization:transfer", "member:grant_owner"] })).body.id;
    const [by, whom] = [await createMember(target, id, role), await createMember(target, id, "viewer")];
    const answer = await call<Refusal>(target, by, `POST /v1/organizations/${id}/transfer`, { membership_id: whom.membershipId });
    expect([answer.status, answer.body.error.message]).toEqual([403, "You cannot give a role with more permissions than yours."]);
  });
});

test.each([
  ["everything but to appoint Owners", (name: Permission) => name !== "member:grant_owner", 403],
  ["everything", () => true, 200],
] as const)("who may do %s makes a member Owner, or not", async (_what, has, status) => {
  const { id, owner } = await createOrganization(target);
  const role = (await create(id, owner, { permissions: everyPermission.filter(has) })).body.id;
  const [by, whom] = [await createMember(target, id, role), await createMember(target, id, "viewer")];
  expect((await give(id, by, whom.membershipId, "owner")).status).toBe(status);
});

test("a role sees when members last signed in only where that is ticked", async () => {
  const { id, owner } = await createOrganization(target);
  const seen = async (permissions: Permission[]) => {
    const role = (await create(id, owner, { name: permissions.join(), permissions })).body.id;
    const by = await createMember(target, id, role);
    const { body } = await call<{ data: object[] }>(target, by, `GET /v1/organizations/${id}/members`);
    return body.data.every((member) => "last_sign_in_at" in member);
  };
  expect(await seen(["member:list", "member:read_sign_ins"])).toBe(true);
  expect(await seen(["member:list", "member:grant_owner", "organization:transfer"])).toBe(false);
});

test("who holds a role neither changes nor deletes it, nor does a key of his; an Owner does", async () => {
  const { id, owner } = await createOrganization(target);
  const all = [...permissionsOf("owner")];
  const role = (await create(id, owner, { permissions: all })).body.id;
  const holder = await createMember(target, id, role);
  const key = await createKey(target, id, holder.id, all);
  for (const as of [holder, key]) {
    expect((await change(id, as, role, { name: "Mine" })).body.error.message).toBe(
      "You hold this role, so it is for somebody else to change.",
    );
    expect((await remove(id, as, role, { move_to: "owner" })).status).toBe(403);
    expect((await create(id, as, { name: `Of ${"key" in as ? "a key" : "a person"}`, permissions: ["project:read"] })).status).toBe(201);
  }
  expect((await change(id, owner, role, { permissions: ["project:read"] })).status).toBe(200);
  expect((await may(id, holder)).permissions).toEqual(["organization:read", "project:read"]);
  const stopped = await call(target, key, `POST /v1/organizations/${id}/projects`, { name: "X" });
  expect(stopped.status).toBe(403);
  expect((await remove(id, owner, role, { move_to: "viewer" })).status).toBe(204);
});

test.each([
  [{ name: "" }, "name"],
  [{ name: "owner" }, "name"],
  [{ name: "ADMIN" }, "name"],
  [{ name: "Reader\u200B" }, "name"],
  [{ name: "x".repeat(81) }, "name"],
  [{ description: "x".repeat(301) }, "description"],
  [{ permissions: ["project:fly"] }, "permissions"],
  [{ permissions: ["constructor"] }, "permissions"],
  [{ permissions: "project:read" }, "permissions"],
])("%j is refused at the field", async (body, field) => {
  const { id, owner } = await createOrganization(target);
  const made = await create(id, owner, { permissions: ["project:read"], ...body });
  const role = await createCustomRole(target, id, ["project:read"]);
  const changed = await change(id, owner, role, body);
  for (const answer of [made, changed]) {
    expect([answer.status, Object.keys(answer.body.error.field_errors ?? {})]).toEqual([422, [field]]);
  }
});

test("a name is there once, whatever its case, within its organization alone", async () => {
  const [one, other] = [await createOrganization(target), await createOrganization(target)];
  expect((await create(one.id, one.owner, { permissions: [] })).status).toBe(201);
  const second = await create(one.id, one.owner, { name: "SUPPORT", permissions: [] });
  expect([second.status, second.body.error.field_errors]).toEqual([409, { name: "The organization has a role of this name already." }]);
  const sales = (await create(one.id, one.owner, { name: "Sales", permissions: [] })).body.id;
  expect((await change(one.id, one.owner, sales, { name: "support" })).status).toBe(409);
  expect((await change(one.id, one.owner, sales, { name: "SALES" })).status).toBe(200);
  expect((await create(other.id, other.owner, { permissions: [] })).status).toBe(201);
});

test(`an organization has at most ${customRolesMax} roles of its own`, async () => {
  const { id, owner } = await createOrganization(target);
  for (let made = 0; made < customRolesMax; made += 1) await createCustomRole(target, id, []);
  expect((await create(id, owner, { name: "One more", permissions: [] })).status).toBe(409);
});

test("a change against an older version is refused, and one that changes nothing leaves the version", async () => {
  const { id, owner } = await createOrganization(target);
  const { body } = await create(id, owner, { permissions: [] });
  expect((await change(id, owner, body.id, { name: "First" }, { "if-match": `"1"` })).body.version).toBe(2);
  expect((await change(id, owner, body.id, { name: "Second" }, { "if-match": `"1"` })).status).toBe(409);
  expect((await change(id, owner, body.id, { name: "First", permissions: [] })).body.version).toBe(2);
});

test("deleting a role asks where its members and invitations go, and moves them", async () => {
  const { id, owner } = await createOrganization(target);
  const role = (await create(id, owner, { permissions: ["project:read"] })).body.id;
  const member = await createMember(target, id, role);
  const invited = await createUser(target);
  const token = await createInvitation(target, id, { email: invited.email, role });
  const refused = await remove(id, owner, role);
  expect([refused.status, refused.body.error.message]).toEqual([
    409,
    "1 member holds this role and 1 invitation names it. Say with move_to which role they get.",
  ]);
  for (const [move_to, status] of [
    [role, 422],
    ["nobody", 422],
    ["rol_00000000000000000000000000", 422],
  ] as const) {
    const answer = await remove(id, owner, role, { move_to });
    expect([answer.status, Object.keys(answer.body.error.field_errors ?? {})]).toEqual([status, ["move_to"]]);
  }
  const seen = await call(target, null, `GET /v1/invitations/${token}`);
  expect(seen.body).toMatchObject({ role, role_name: "Support" });
  expect((await remove(id, owner, role, { move_to: "viewer" })).status).toBe(204);
  expect(await may(id, member)).toMatchObject({ role: "viewer", role_name: "Viewer" });
  expect((await call(target, invited, `POST /v1/invitations/${token}/accept`, {})).body).toMatchObject({ role: "viewer" });
  const entries = await call<{ data: object[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
  expect(entries.body.data[1]).toMatchObject({
    action: "role.delete",
    before: { name: "Support" },
    after: { moved_to: "Viewer", members: 1, invitations: 1 },
  });
});

test("who deletes a role moves its members to no role that he could not give", async () => {
  const { id } = await createOrganization(target);
  const admin = await createMember(target, id, "admin");
  const role = (await create(id, admin, { permissions: ["project:read"] })).body.id;
  await createMember(target, id, role);
  expect((await remove(id, admin, role, { move_to: "owner" })).status).toBe(403);
  expect((await remove(id, admin, role, { move_to: "admin" })).status).toBe(204);
});

test("a role whose invitation was accepted long ago can be deleted, and the invitation keeps its word", async () => {
  const { id, owner } = await createOrganization(target);
  const role = (await create(id, owner, { permissions: ["project:read"] })).body.id;
  const invited = await createUser(target);
  const token = await createInvitation(target, id, { email: invited.email, role });
  expect((await call(target, invited, `POST /v1/invitations/${token}/accept`, {})).body).toMatchObject({ role });
  expect((await remove(id, owner, role, { move_to: "member" })).status).toBe(204);
  expect((await call(target, null, `GET /v1/invitations/${token}`)).body).toMatchObject({ state: "accepted", role });
});

test("a role that another organization made, or that nobody made, is given to nobody, by the API or past it", async () => {
  const [one, other] = [await createOrganization(target), await createOrganization(target)];
  const foreign = await createCustomRole(target, other.id, ["project:read"]);
  const viewer = await createMember(target, one.id, "viewer");
  for (const role of [foreign, "rol_00000000000000000000000000", "superuser", "__proto__"]) {
    const answer = await give(one.id, one.owner, viewer.membershipId, role);
    expect([answer.status, answer.body.error.field_errors]).toEqual([422, { role: "Choose a role of this organization." }]);
    await expect(sql("update memberships set role = $2 where id = $1", [viewer.membershipId, role])).rejects.toThrow(/constraint/);
    await expect(createInvitation(target, one.id, { role })).rejects.toThrow(/constraint/);
  }
  expect((await change(one.id, one.owner, foreign, { name: "Mine" })).status).toBe(404);
  expect((await remove(one.id, one.owner, foreign)).status).toBe(404);
  expect((await change(one.id, one.owner, "admin", { name: "Mine" })).status).toBe(404);
});

test("a role that somebody holds cannot go past the API either, and no custom role counts as Owner", async () => {
  const { id, owner } = await createOrganization(target);
  const role = (await create(id, owner, { permissions: [...permissionsOf("owner")] })).body.id;
  await createMember(target, id, role);
  await expect(sql("delete from custom_roles where id = $1", [role])).rejects.toThrow(/foreign key/);
  expect((await give(id, owner, owner.membershipId, role)).status).toBe(409);
  expect((await call(target, owner as TestUser, `POST /v1/organizations/${id}/leave`, {})).status).toBe(409);
});
