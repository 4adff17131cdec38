import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createCustomRole, createInvitation, createMember, createOrganization, createUser } from "#testing/factories.ts";
import { holdOrganization } from "#testing/hold-organization.ts";

/** Acts that wait for each other behind the organization's lock, and whoever comes second sees what the first has done. */
const target = useApp();
const rounds = 20;
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);
const roleOf = async (membershipId: string) => (await sql("select role from memberships where id = $1", [membershipId])).rows[0].role;

test("a role that is made to may more while an Admin waits to give it is not given", async () => {
  const { id } = await createOrganization(target);
  const [admin, whom] = [await createMember(target, id, "admin"), await createMember(target, id, "viewer")];
  const role = await createCustomRole(target, id, ["project:read"]);
  const held = await holdOrganization(target, id);
  const giving = call(target, admin, `PATCH /v1/organizations/${id}/members/${whom.membershipId}`, { role });
  await held.untilWaiting(1);
  await sql("update custom_roles set permissions = '{project:read,billing:read}' where id = $1", [role]);
  await held.release();
  expect([(await giving).status, await roleOf(whom.membershipId)]).toEqual([403, "viewer"]);
});

test("who loses a permission while he waits to put it into a role does not", async () => {
  const { id } = await createOrganization(target);
  const lead = await createCustomRole(target, id, ["role:create", "role:update", "role:delete", "audit:read"]);
  const by = await createMember(target, id, lead);
  const role = await createCustomRole(target, id, []);
  const other = await createCustomRole(target, id, ["audit:read"]);
  const held = await holdOrganization(target, id);
  const acts = [
    call(target, by, `POST /v1/organizations/${id}/roles`, { name: "More", permissions: ["audit:read"] }),
    call(target, by, `PATCH /v1/organizations/${id}/roles/${role}`, { permissions: ["audit:read"] }),
    call(target, by, `DELETE /v1/organizations/${id}/roles/${other}`, {}),
  ];
  await held.untilWaiting(3);
  await sql("update custom_roles set permissions = '{role:create,role:update,role:delete}' where id = $1", [lead]);
  await held.release();
  expect((await Promise.all(acts)).map(({ status }) => status)).toEqual([403, 403, 403]);
});

test("of two changes at once against the same version one wins, and the other is told", async () => {
  const { id, owner } = await createOrganization(target);
  const admin = await createMember(target, id, "admin");
  const role = await createCustomRole(target, id, []);
  const held = await holdOrganization(target, id);
  const path = `PATCH /v1/organizations/${id}/roles/${role}`;
  const changes = [owner, admin].map((as, index) => call(target, as, path, { name: `Version ${index}` }, { "if-match": `"1"` }));
  await held.untilWaiting(2);
  await held.release();
  expect((await Promise.all(changes)).map(({ status }) => status).toSorted()).toEqual([200, 409]);
});

test("of two roles made at once with one name there is one", async () => {
  const { id, owner } = await createOrganization(target);
  const held = await holdOrganization(target, id);
  const made = ["Support", "SUPPORT"].map((name) => call(target, owner, `POST /v1/organizations/${id}/roles`, { name, permissions: [] }));
  await held.untilWaiting(2);
  await held.release();
  expect((await Promise.all(made)).map(({ status }) => status).toSorted()).toEqual([201, 409]);
});

test("a role that is given and deleted at once is either held by nobody when it goes, or stays", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { id, owner } = await createOrganization(target);
    const whom = await createMember(target, id, "viewer");
    const role = await createCustomRole(target, id, ["project:read"]);
    const [given, gone] = await Promise.all([
      call(target, owner, `PATCH /v1/organizations/${id}/members/${whom.membershipId}`, { role }),
      call(target, owner, `DELETE /v1/organizations/${id}/roles/${role}`, {}),
    ]);
    expect([
      [200, 409],
      [422, 204],
    ]).toContainEqual([given.status, gone.status]);
    expect(await roleOf(whom.membershipId)).toBe(given.status === 200 ? role : "viewer");
  }
});

test("an invitation that is accepted while its role is deleted makes a member with a role that exists", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { id, owner } = await createOrganization(target);
    const invited = await createUser(target);
    const role = await createCustomRole(target, id, ["project:read"]);
    const token = await createInvitation(target, id, { email: invited.email, role });
    const [joined, gone] = await Promise.all([
      call(target, invited, `POST /v1/invitations/${token}/accept`, {}),
      call(target, owner, `DELETE /v1/organizations/${id}/roles/${role}`, { move_to: "viewer" }),
    ]);
    expect([joined.status, gone.status]).toEqual([200, 204]);
    const { rows } = await sql("select role from memberships where organization_id = $1 and user_id = $2", [id, invited.id]);
    expect(rows).toEqual([{ role: "viewer" }]);
  }
});
