import { expect, test } from "vitest";
import { defaultOrganizationName } from "#features/organizations/server/default-name.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { addMembership, call, createKey, createMember, createOrganization, type TestUser } from "#testing/factories.ts";
import { holdOrganization } from "#testing/hold-organization.ts";
import type { Member } from "../contract.ts";

const target = useApp();
type List = { data: Member[]; total: number };
type Refusal = { error: { message: string } };
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);

test("the list holds everybody with role, person and last act, Owners first, and can be searched and paged", async () => {
  const { id, owner } = await createOrganization(target);
  const viewer = await createMember(target, id, "viewer");
  const member = await createMember(target, id, "member");
  await rename(viewer, "Aaron Zed");
  await rename(member, "Bea Ypsilon");
  await rename(owner, "Zoe Last");
  const { body } = await call<List>(target, viewer, `GET /v1/organizations/${id}/members`);
  expect(body).toMatchObject({ total: 3, page: 1, per_page: 20 });
  expect(body.data.map(({ role, user }) => [role, user.name])).toEqual([
    ["owner", "Zoe Last"],
    ["member", "Bea Ypsilon"],
    ["viewer", "Aaron Zed"],
  ]);
  expect(body.data[2]).toEqual({
    id: viewer.membershipId,
    role: "viewer",
    role_name: "Viewer",
    user: { id: viewer.id, email: viewer.email, name: "Aaron Zed" },
    last_active_at: expect.stringMatching(/^\d{4}-.*Z$/),
    joined_at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  const search = async (words: string) =>
    (await call<List>(target, viewer, `GET /v1/organizations/${id}/members?query=${encodeURIComponent(words)}`)).body.data.map(
      ({ user }) => user.name,
    );
  expect(await search("YPSI")).toEqual(["Bea Ypsilon"]);
  expect(await search(owner.email)).toEqual(["Zoe Last"]);
  expect(await search("%")).toEqual([]);
  const second = await call<List>(target, viewer, `GET /v1/organizations/${id}/members?per_page=1&page=2`);
  expect([second.body.total, second.body.data.map(({ role }) => role)]).toEqual([3, ["member"]]);
});

test.each([
  ["owner", "member", "admin", 200],
  ["owner", "viewer", "owner", 200],
  ["owner", "owner", "viewer", 200],
  ["admin", "member", "admin", 200],
  ["admin", "admin", "viewer", 200],
  ["admin", "member", "owner", 403],
  ["admin", "owner", "member", 403],
  ["admin", "owner", "owner", 403],
  ["member", "viewer", "member", 403],
  ["viewer", "viewer", "viewer", 403],
] as const)("a change by an %s of an %s to %s is %i", async (giver, from, to, status) => {
  const { id } = await createOrganization(target);
  const [by, whom] = [await createMember(target, id, giver), await createMember(target, id, from)];
  const answer = await patch(id, by, whom.membershipId, to);
  expect(answer.status).toBe(status);
  expect(await roleOf(whom.membershipId)).toBe(status === 200 ? to : from);
  if (status === 200) expect(answer.body).toMatchObject({ id: whom.membershipId, role: to, user: { email: whom.email } });
});

test("nobody can change their own role, but an Owner can step down while another stays", async () => {
  const { id, owner } = await createOrganization(target);
  const someAdmin = await createMember(target, id, "admin");
  expect((await patch(id, someAdmin, someAdmin.membershipId, "viewer")).status).toBe(403);
  expect((await patch(id, someAdmin, someAdmin.membershipId, "admin")).status).toBe(403);
  const last = await patch(id, owner, owner.membershipId, "admin");
  expect([last.status, last.body.error.message]).toEqual([409, expect.stringContaining("at least one Owner")]);
  await createMember(target, id, "owner");
  expect((await patch(id, owner, owner.membershipId, "admin")).status).toBe(200);
});

test("a role that does not exist, or is not written, is refused at its field and changes nothing", async () => {
  const { id, owner } = await createOrganization(target);
  const member = await createMember(target, id, "member");
  for (const role of ["boss", "Owner", "", null, undefined, newId("rol")]) {
    const answer = await call<{ error: { field_errors: object } }>(
      target,
      owner,
      `PATCH /v1/organizations/${id}/members/${member.membershipId}`,
      { role },
    );
    expect([answer.status, Object.keys(answer.body.error.field_errors)]).toEqual([422, ["role"]]);
  }
  expect(await roleOf(member.membershipId)).toBe("member");
});

test("a key grants only what it has itself, although its creator has more", async () => {
  const { id, owner } = await createOrganization(target);
  const member = await createMember(target, id, "member");
  const key = await createKey(target, id, owner.id, ["member:update", "member:remove", "organization:read", "member:list"]);
  expect((await patch(id, key, member.membershipId, "viewer")).status).toBe(403);
  const second = await createMember(target, id, "owner");
  expect((await call(target, key, `DELETE /v1/organizations/${id}/members/${second.membershipId}`)).status).toBe(403);
  expect((await call(target, key, `POST /v1/organizations/${id}/leave`)).status).toBe(403);
});

test("removing a member ends their access and that of their keys at once, and is logged with who did it", async () => {
  const { id, owner } = await createOrganization(target);
  const gone = await createMember(target, id, "admin");
  const key = await createKey(target, id, gone.id, ["organization:read"]);
  expect((await call(target, key, `GET /v1/organizations/${id}`)).status).toBe(200);
  expect((await call(target, owner, `DELETE /v1/organizations/${id}/members/${gone.membershipId}`)).status).toBe(204);
  expect((await call(target, gone, `GET /v1/organizations/${id}`)).status).toBe(404);
  expect((await call(target, key, `GET /v1/organizations/${id}`)).status).toBe(401);
  expect((await call(target, owner, `DELETE /v1/organizations/${id}/members/${gone.membershipId}`)).status).toBe(404);
  const entries = await call<{ data: object[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
  expect(entries.body.data[0]).toMatchObject({ action: "member.remove", target_label: gone.email, before: { role: "admin" } });
});

test.each([
  ["admin", "owner", 403],
  ["admin", "admin", 204],
  ["owner", "owner", 204],
  ["member", "viewer", 403],
] as const)("a removal by an %s of an %s is %i", async (giver, role, status) => {
  const { id } = await createOrganization(target);
  const [by, whom] = [await createMember(target, id, giver), await createMember(target, id, role)];
  expect((await call(target, by, `DELETE /v1/organizations/${id}/members/${whom.membershipId}`)).status).toBe(status);
});

test.each(["viewer", "member", "admin", "owner"])(
  "an %s leaves, and is in an organization of their own if it was their last",
  async (role) => {
    const { id } = await createOrganization(target);
    const leaver = await createMember(target, id, role);
    expect((await call(target, leaver, `POST /v1/organizations/${id}/leave`)).status).toBe(204);
    expect((await call(target, leaver, `GET /v1/organizations/${id}`)).status).toBe(404);
    expect(await organizationsOf(leaver)).toEqual([{ name: defaultOrganizationName(leaver.email), role: "owner" }]);
  },
);

test.each(["suspended", "deleting"])("one leaves while the organization is %s, and is not removed from it", async (status) => {
  const { id, owner } = await createOrganization(target);
  const [leaver, other] = [await createMember(target, id, "member"), await createMember(target, id, "member")];
  await sql(
    status === "suspended"
      ? "update organizations set suspended_at = now(), suspended_reason = 'Unpaid' where id = $1"
      : "update organizations set purge_at = now() + interval '30 days', deletion_requested_at = now() where id = $1",
    [id],
  );
  expect((await call(target, owner, `DELETE /v1/organizations/${id}/members/${other.membershipId}`)).status).toBe(423);
  expect((await call(target, owner, `POST /v1/organizations/${id}/transfer`, { membership_id: other.membershipId })).status).toBe(423);
  expect((await call(target, leaver, `POST /v1/organizations/${id}/leave`)).status).toBe(204);
});

test("the last Owner can neither leave nor remove themselves", async () => {
  const { id, owner } = await createOrganization(target);
  await createMember(target, id, "admin");
  const left = await call<Refusal>(target, owner, `POST /v1/organizations/${id}/leave`);
  expect([left.status, left.body.error.message]).toEqual([409, expect.stringContaining("at least one Owner")]);
  expect((await call(target, owner, `DELETE /v1/organizations/${id}/members/${owner.membershipId}`)).status).toBe(409);
});

test("a person who leaves keeps their other organizations, and no organization is created for them", async () => {
  const [one, other] = [await createOrganization(target, "One"), await createOrganization(target, "Other")];
  const leaver = await createMember(target, one.id, "member");
  await addMembership(target, other.id, leaver, "viewer");
  expect((await call(target, leaver, `POST /v1/organizations/${one.id}/leave`)).status).toBe(204);
  expect(await organizationsOf(leaver)).toEqual([{ name: "Other", role: "viewer" }]);
});

test("a person removed from two organizations at once has exactly one of their own", async () => {
  for (let round = 0; round < 20; round += 1) {
    const both = [await createOrganization(target), await createOrganization(target)] as const;
    const gone = await createMember(target, both[0].id, "member");
    const second = await addMembership(target, both[1].id, gone, "member");
    const answers = await Promise.all([
      call(target, both[0].owner, `DELETE /v1/organizations/${both[0].id}/members/${gone.membershipId}`),
      call(target, both[1].owner, `DELETE /v1/organizations/${both[1].id}/members/${second}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await organizationsOf(gone)).toEqual([{ name: defaultOrganizationName(gone.email), role: "owner" }]);
  }
});

test("a person who loses their role while they wait for their turn does not act by the old one", async () => {
  const { id } = await createOrganization(target);
  const [by, whom] = [await createMember(target, id, "admin"), await createMember(target, id, "member")];
  const held = await holdOrganization(target, id);
  const removal = call(target, by, `DELETE /v1/organizations/${id}/members/${whom.membershipId}`);
  const change = patch(id, by, whom.membershipId, "viewer");
  await held.untilWaiting(2);
  await sql("update memberships set role = 'viewer' where id = $1", [by.membershipId]);
  await held.release();
  expect([(await removal).status, (await change).status]).toEqual([403, 403]);
  expect(await roleOf(whom.membershipId)).toBe("member");
});

function patch(organizationId: string, by: { cookie: string } | { key: string }, membershipId: string, role: string) {
  return call<Member & Refusal>(target, by, `PATCH /v1/organizations/${organizationId}/members/${membershipId}`, { role });
}

async function rename(user: TestUser, name: string): Promise<void> {
  await sql("update users set name = $2 where id = $1", [user.id, name]);
}

async function roleOf(membershipId: string): Promise<string> {
  return (await sql("select role from memberships where id = $1", [membershipId])).rows[0].role;
}

async function organizationsOf(user: TestUser): Promise<{ name: string; role: string }[]> {
  const { rows } = await sql(
    "select o.name, m.role from memberships m join organizations o on o.id = m.organization_id where m.user_id = $1 order by 1",
    [user.id],
  );
  return rows;
}
