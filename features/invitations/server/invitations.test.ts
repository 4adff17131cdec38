import { expect, test } from "vitest";
import type { Actor } from "#access/actor.ts";
import { openScope } from "#access/scope.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createInvitation, createMember, createOrganization, createUser } from "#testing/factories.ts";
import { holdOrganization } from "#testing/hold-organization.ts";
import type { InvitationView } from "../contract.ts";
import { inviteOwner } from "./invite-owner.ts";

const target = useApp({ worker: true });
const operator: Actor = { type: "operator", id: null, label: "Operator" };
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);
const see = (token: string) => call<InvitationView>(target, null, `GET /v1/invitations/${token}`);
const accept = (as: { cookie: string } | null, token: string) =>
  call<{ organization_id: string; role: string; error: { message: string } }>(target, as, `POST /v1/invitations/${token}/accept`, {});
let count = 0;
const newEmail = () => `invited${count++}@example.com`;

test("the operator's invitation is mailed, never ends, and makes the first Owner of an organization that waits for him", async () => {
  const id = await waitingOrganization();
  const email = newEmail();
  expect(await invite(id, email)).toMatchObject({ outcome: "sent", link: null });
  const token = await mailedToken(email);
  expect((await see(token)).body).toEqual({
    organization: "Customer",
    inviter: null,
    address: email,
    expires_at: null,
    role: "owner",
    role_name: "Owner",
    email: "i…@example.com",
    state: "pending",
  });
  expect((await sql("select expires_at from invitations where organization_id = $1", [id])).rows).toEqual([{ expires_at: null }]);
  const user = await createUser(target, email);
  await sql("update users set email_verified = false where id = $1", [user.id]);
  expect(await accept(user, token)).toMatchObject({ status: 200, body: { organization_id: id, role: "owner" } });
  const { rows } = await sql(
    "select awaits_owner, email_verified from organizations, users where organizations.id = $1 and users.id = $2",
    [id, user.id],
  );
  expect(rows).toEqual([{ awaits_owner: false, email_verified: true }]);
  const entries = await call<{ data: object[] }>(target, user, `GET /v1/organizations/${id}/audit-entries`);
  expect(entries.body.data[0]).toMatchObject({ action: "invitation.accept", actor_label: email, after: { role: "owner" } });
  expect((await call(target, user, `POST /v1/organizations/${id}/leave`)).status).toBe(409);
});

test("only the hash of a link is stored, in no queue either", async () => {
  const id = await waitingOrganization();
  const email = newEmail();
  await invite(id, email);
  const token = await mailedToken(email);
  const { rows } =
    await sql(`select row_to_json(i)::text as text from invitations i union all select row_to_json(t)::text from invitation_tokens t
    union all select row_to_json(h)::text from handles h union all select data::text from jobs.job`);
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.filter(({ text }) => text?.includes(token))).toEqual([]);
});

test("where nothing is mailed whoever invites gets the link, which works there without a confirmed address", async () => {
  const { mode } = target.platform.mail;
  try {
    target.platform.mail.mode = "none";
    const id = await waitingOrganization();
    const email = newEmail();
    const { outcome, link } = await invite(id, email);
    expect([outcome, link]).toEqual(["not_mailed", expect.stringMatching(/^http:\/\/localhost:3999\/invitations\/[\w-]{22,}$/)]);
    const user = await createUser(target, email);
    await sql("update users set email_verified = false where id = $1", [user.id]);
    expect((await accept(user, link!.split("/").pop()!)).status).toBe(200);
    expect((await sql("select email_verified from users where id = $1", [user.id])).rows).toEqual([{ email_verified: false }]);
  } finally {
    target.platform.mail.mode = mode;
  }
});

test("a link that was passed on by hand asks for a confirmed address where mail is sent", async () => {
  const { id } = await createOrganization(target);
  const user = await createUser(target, newEmail());
  const token = await createInvitation(target, id, { email: user.email, mailed: false });
  await sql("update users set email_verified = false where id = $1", [user.id]);
  expect(await accept(user, token)).toMatchObject({
    status: 403,
    body: { error: { message: expect.stringContaining("Confirm your e-mail address") } },
  });
  await sql("update users set email_verified = true where id = $1", [user.id]);
  expect((await accept(user, token)).status).toBe(200);
});

test("an account with another address is refused, and the invitation stays", async () => {
  const { id } = await createOrganization(target);
  const invited = await createUser(target, newEmail());
  const token = await createInvitation(target, id, { email: invited.email });
  expect((await accept(await createUser(target), token)).status).toBe(403);
  expect((await accept(null, token)).status).toBe(401);
  expect((await see(token)).body.state).toBe("pending");
  expect(await accept(invited, token)).toMatchObject({ status: 200, body: { role: "member" } });
});

test("an invitation is accepted once, however simultaneously", async () => {
  const { id } = await createOrganization(target);
  const user = await createUser(target, newEmail());
  const token = await createInvitation(target, id, { email: user.email });
  const held = await holdOrganization(target, id);
  const accepting = Array.from({ length: 10 }, () => accept(user, token));
  // As many as one organization has of the pool; the others wait for a connection.
  await held.untilWaiting(8);
  await held.release();
  const answers = await Promise.all(accepting);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(409)]);
  expect((await see(token)).body.state).toBe("accepted");
  await sql("delete from memberships where organization_id = $1 and user_id = $2", [id, user.id]);
  expect(await accept(user, token)).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining("used already") } } });
});

test("an expired link, an unknown one and one of an organization that takes nobody in say so", async () => {
  const { id } = await createOrganization(target);
  const user = await createUser(target, newEmail());
  const expired = await createInvitation(target, id, { email: user.email, expiresAt: new Date(Date.now() - 1000) });
  expect([(await see(expired)).body.state, (await accept(user, expired)).status]).toEqual(["expired", 409]);
  for (const unknown of ["x".repeat(32), "short", "%00", "a.b"]) {
    expect([(await see(unknown)).status, (await accept(user, unknown)).status], unknown).toEqual([404, 404]);
  }
  const other = await createOrganization(target);
  const closed = await createInvitation(target, other.id, { email: user.email });
  await sql("update organizations set suspended_at = now(), suspended_reason = 'Unpaid' where id = $1", [other.id]);
  expect([(await see(closed)).body.state, (await accept(user, closed)).status]).toEqual(["closed", 423]);
  await sql("delete from memberships where organization_id = $1", [other.id]).catch(() => {});
  await sql("delete from organizations where id = $1", [other.id]);
  expect([(await see(closed)).status, (await accept(user, closed)).status]).toEqual([404, 404]);
});

test("a member who opens an invitation keeps his role", async () => {
  const { id } = await createOrganization(target);
  const member = await createMember(target, id, "admin");
  const token = await createInvitation(target, id, { email: member.email, role: "viewer" });
  expect(await accept(member, token)).toMatchObject({
    status: 409,
    body: { error: { message: "You belong to this organization already." } },
  });
  expect((await sql("select role from memberships where id = $1", [member.membershipId])).rows).toEqual([{ role: "admin" }]);
});

test("the mail is no poster: its subject is ours, and the inviter's name is escaped", async () => {
  const id = await waitingOrganization("Tom & <Jerry>");
  const email = newEmail();
  await invite(id, email);
  await mailedToken(email);
  const mail = target.mails.find(({ to }) => to === email)!;
  expect(mail.subject).toBe("You are invited to an organization on Botcadence");
  expect(mail.html).toContain("Tom &#38; &#60;Jerry&#62;");
});

async function waitingOrganization(name = "Customer"): Promise<string> {
  const id = newId("org");
  await sql("insert into organizations (id, name, awaits_owner) values ($1, $2, true)", [id, name]);
  return id;
}

/** As the operator's command does. */
function invite(organizationId: string, email: string) {
  const { platform } = target;
  const { transaction } = openScope({
    platform,
    organizationId,
    actor: operator,
    act: { name: "operator.create_organization", says: null },
    request: null,
  });
  return transaction((open) => inviteOwner({ ...open, platform }, organizationId, email));
}

async function mailedToken(email: string): Promise<string> {
  const link = () => /\/invitations\/([\w-]+)/.exec(target.mails.find(({ to }) => to === email)?.text ?? "")?.[1];
  await expect.poll(link).toBeTruthy();
  return link()!;
}
