import { describe, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createInvitation, createKey, createMember, createOrganization, createUser, type TestUser } from "#testing/factories.ts";
import { holdOrganization } from "#testing/hold-organization.ts";
import type { Invitation, InvitationOutcome, InvitationView } from "../contract.ts";
import { sweepInvitations } from "./sweep-invitations.ts";

const target = useApp({ worker: true });
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);
let count = 0;
const newEmail = () => `open${count++}@example.com`;

const see = async (token: string, as: TestUser | null = null) =>
  (await call<InvitationView>(target, as, `GET /v1/invitations/${token}`)).body;
const accept = (as: TestUser, token: string) => call(target, as, `POST /v1/invitations/${token}/accept`, {});
const act = <Body = Invitation>(as: TestUser, id: string, line: string, body?: object) => {
  const [method, path] = line.split(" ");
  return call<Body>(target, as, `${method} /v1/organizations/${id}/invitations/${path}`, body);
};
const tokenOf = (link: string) => link.split("/").pop()!;
const mailsTo = (email: string) => target.mails.filter(({ to }) => to === email);
const mailedTokens = (email: string) => mailsTo(email).map(({ text }) => /\/invitations\/([\w-]+)/.exec(text)![1]!);

/** An invitation that was sent over the API and has been mailed. */
async function send(as: TestUser, id: string, email = newEmail(), role = "member") {
  const { body } = await call<{ data: InvitationOutcome[] }>(target, as, `POST /v1/organizations/${id}/invitations`, {
    emails: [email],
    role,
  });
  await expect.poll(() => mailsTo(email).length, { timeout: 20_000 }).toBe(1);
  return { email, invitation: body.data[0]!.invitation!, token: mailedTokens(email)[0]! };
}

describe("resending", () => {
  test("mails a new link for seven days, and every earlier one ends", async () => {
    const { id, owner } = await createOrganization(target);
    const { email, invitation, token } = await send(owner, id);
    const copied = tokenOf((await act<{ link: string }>(owner, id, `POST ${invitation.id}/link`, {})).body.link);
    await sql("update invitations set expires_at = now() - interval '1 millisecond' where id = $1", [invitation.id]);
    const { status, body } = await act<InvitationOutcome>(owner, id, `POST ${invitation.id}/resend`, {});
    expect([status, body.outcome, body.invitation!.status]).toEqual([200, "sent", "pending"]);
    await expect.poll(() => mailsTo(email).length, { timeout: 20_000 }).toBe(2);
    const user = await createUser(target, email);
    for (const dead of [token, copied]) {
      expect((await see(dead)).state).toBe("replaced");
      expect((await accept(user, dead)).status).toBe(409);
    }
    expect((await accept(user, mailedTokens(email)[1]!)).status).toBe(200);
  });

  test("and accepting by the old link at once, one comes first: a person who joined was not sent another", async () => {
    const { id, owner } = await createOrganization(target);
    const user = await createUser(target, newEmail());
    const { invitation, token } = await send(owner, id, user.email);
    const held = await holdOrganization(target, id);
    const answers = Promise.all([accept(user, token), act(owner, id, `POST ${invitation.id}/resend`, {})]);
    await held.untilWaiting(2);
    await held.release();
    const [accepted, resent] = await answers;
    expect([
      [200, 404],
      [409, 200],
    ]).toContainEqual([accepted.status, resent.status]);
    const { rows } = await sql("select from memberships where organization_id = $1 and user_id = $2", [id, user.id]);
    expect(rows.length).toBe(accepted.status === 200 ? 1 : 0);
  });
});

describe("a copied link", () => {
  test("is a second one beside the mailed one, and asks for a confirmed address", async () => {
    const { id, owner } = await createOrganization(target);
    const { email, invitation, token } = await send(owner, id);
    const { link } = (await act<{ link: string }>(owner, id, `POST ${invitation.id}/link`, {})).body;
    const user = await createUser(target, email);
    await sql("update users set email_verified = false where id = $1", [user.id]);
    expect((await see(tokenOf(link), user)).you).toBe("unconfirmed");
    expect((await accept(user, tokenOf(link))).status).toBe(403);
    expect((await see(token, user)).you).toBe("invited");
    expect((await accept(user, token)).status).toBe(200);
  });

  test("is not made of one that has expired", async () => {
    const { id, owner } = await createOrganization(target);
    const { invitation } = await send(owner, id);
    await sql("update invitations set expires_at = now() - interval '1 millisecond' where id = $1", [invitation.id]);
    expect((await act(owner, id, `POST ${invitation.id}/link`, {})).status).toBe(409);
  });
});

test("a revoked invitation lets nobody in, and its address can be invited again", async () => {
  const { id, owner } = await createOrganization(target);
  const user = await createUser(target, newEmail());
  const { invitation, token } = await send(owner, id, user.email);
  expect((await act(owner, id, `DELETE ${invitation.id}`)).status).toBe(204);
  expect((await act(owner, id, `DELETE ${invitation.id}`)).status).toBe(404);
  expect([(await see(token)).state, (await accept(user, token)).status]).toEqual(["revoked", 409]);
  const again = await call<{ data: InvitationOutcome[] }>(target, owner, `POST /v1/organizations/${id}/invitations`, {
    emails: [user.email],
    role: "viewer",
  });
  expect(again.body.data[0]!.outcome).toBe("sent");
  expect((await accept(user, token)).status).toBe(409);
});

test("revoking and accepting at once, one comes first", async () => {
  const { id, owner } = await createOrganization(target);
  const user = await createUser(target, newEmail());
  const { invitation, token } = await send(owner, id, user.email);
  const held = await holdOrganization(target, id);
  const answers = Promise.all([act(owner, id, `DELETE ${invitation.id}`), accept(user, token)]);
  await held.untilWaiting(2);
  await held.release();
  const statuses = (await answers).map(({ status }) => status);
  expect([
    [204, 409],
    [404, 200],
  ]).toContainEqual(statuses);
});

test("fifty who accept at once make one member", async () => {
  const { id, owner } = await createOrganization(target);
  const user = await createUser(target, newEmail());
  const token = await createInvitation(target, id, { email: user.email, inviter: owner });
  const answers = await Promise.all(Array.from({ length: 50 }, () => accept(user, token)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(49).fill(409)]);
});

test("the role of a pending invitation can be changed, to none above the caller's; its link stays", async () => {
  const { id, owner } = await createOrganization(target);
  const admin = await createMember(target, id, "admin");
  const user = await createUser(target, newEmail());
  const { invitation, token } = await send(owner, id, user.email);
  expect((await act(admin, id, `PATCH ${invitation.id}`, { role: "owner" })).status).toBe(403);
  expect((await act(admin, id, `PATCH ${invitation.id}`, { role: "viewer" })).body).toMatchObject({ role: "viewer", status: "pending" });
  expect((await accept(user, token)).body).toMatchObject({ role: "viewer" });
});

test("an Admin neither changes, resends, copies nor revokes the invitation of an Owner, and nobody the operator's", async () => {
  const { id, owner } = await createOrganization(target);
  const admin = await createMember(target, id, "admin");
  const { invitation } = await send(owner, id, newEmail(), "owner");
  await createInvitation(target, id, { email: "operators@example.com" });
  const { rows } = await sql("select id from invitations where email = 'operators@example.com' and organization_id = $1", [id]);
  for (const [as, which] of [
    [admin, invitation.id],
    [owner, rows[0].id],
  ] as const) {
    for (const line of [`PATCH ${which}`, `POST ${which}/resend`, `POST ${which}/link`, `DELETE ${which}`]) {
      expect((await act(as, id, line, line.startsWith("PATCH") ? { role: "viewer" } : {})).status, line).toBe(403);
    }
  }
});

describe("the person who answers for an invitation", () => {
  test("takes it with them: when they are removed, leave or close their account, nobody can join by it", async () => {
    const { id, owner } = await createOrganization(target);
    const ways = [
      (admin: TestUser & { membershipId: string }) => call(target, owner, `DELETE /v1/organizations/${id}/members/${admin.membershipId}`),
      (admin: TestUser) => call(target, admin, `POST /v1/organizations/${id}/leave`),
    ];
    for (const end of ways) {
      const admin = await createMember(target, id, "admin");
      const user = await createUser(target, newEmail());
      const token = await createInvitation(target, id, { email: user.email, inviter: admin });
      expect((await end(admin)).status).toBe(204);
      expect([(await see(token)).state, (await accept(user, token)).status]).toEqual(["revoked", 409]);
    }
    const { body } = await call<{ data: { before: object }[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries?per_page=2`);
    expect(body.data[0]!.before).toMatchObject({ role: "admin", invitations: [expect.stringContaining("@example.com")] });
    const keys = await createMember(target, id, "admin");
    const { key } = await createKey(target, id, keys.id, ["member:list"]);
    const useKey = () => call(target, { key }, `GET /v1/organizations/${id}/members`);
    expect((await useKey()).status).toBe(200);
    expect((await ways[0]!(keys)).status).toBe(204);
    expect((await useKey()).status).toBe(401);
  });

  test("does so too if only their membership goes, on whatever path", async () => {
    const { id } = await createOrganization(target);
    const admin = await createMember(target, id, "admin");
    const user = await createUser(target, newEmail());
    const token = await createInvitation(target, id, { email: user.email, inviter: admin });
    await sql("delete from memberships where id = $1", [admin.membershipId]);
    expect([(await see(token)).state, (await accept(user, token)).status]).toEqual(["revoked", 409]);
  });

  test("must still be able to grant its role when it is accepted; an Owner's works again when somebody else renews it", async () => {
    const { id, owner } = await createOrganization(target);
    const admin = await createMember(target, id, "admin");
    const user = await createUser(target, newEmail());
    const { invitation, token, email } = await send(admin, id, user.email, "admin");
    await call(target, owner, `PATCH /v1/organizations/${id}/members/${admin.membershipId}`, { role: "member" });
    expect([(await see(token)).state, (await accept(user, token)).status]).toEqual(["revoked", 409]);
    const listed = await call<{ data: Invitation[] }>(target, owner, `GET /v1/organizations/${id}/invitations`);
    expect(listed.body.data).toMatchObject([{ id: invitation.id, status: "expired" }]);
    expect((await act(owner, id, `POST ${invitation.id}/resend`, {})).status).toBe(200);
    await expect.poll(() => mailsTo(email).length, { timeout: 20_000 }).toBe(2);
    expect((await accept(user, mailedTokens(email)[1]!)).status).toBe(200);
  });

  test("and is demoted while somebody accepts: who joined did so before", async () => {
    const { id, owner } = await createOrganization(target);
    const admin = await createMember(target, id, "admin");
    const user = await createUser(target, newEmail());
    const token = await createInvitation(target, id, { email: user.email, role: "admin", inviter: admin });
    const held = await holdOrganization(target, id);
    const demoted = call(target, owner, `PATCH /v1/organizations/${id}/members/${admin.membershipId}`, { role: "viewer" });
    await held.untilWaiting(1);
    const accepted = accept(user, token);
    await held.untilWaiting(2);
    await held.release();
    expect((await demoted).status).toBe(200);
    const { rows } = await sql("select role from memberships where organization_id = $1 and user_id = $2", [id, user.id]);
    expect(rows).toEqual((await accepted).status === 200 ? [{ role: "admin" }] : []);
  });
});

describe("asking for a new invitation", () => {
  const ask = (token: string) => call(target, null, `POST /v1/invitations/${token}/ask`);

  test("tells the inviter by mail, once a day", async () => {
    const { id, owner } = await createOrganization(target);
    const { invitation, token, email } = await send(owner, id);
    expect((await ask(token)).status).toBe(409);
    await sql("update invitations set expires_at = now() - interval '1 millisecond' where id = $1", [invitation.id]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(token)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 429, 429, 429, 429]);
    await expect.poll(() => mailsTo(owner.email).length, { timeout: 20_000 }).toBe(1);
    const [mail] = mailsTo(owner.email);
    expect(mail!.subject).toBe("Somebody asks for a new invitation");
    expect(mail!.text).toContain(email);
    expect(mail!.text).toContain(`/organizations/${id}/members`);
    await sql("update invitations set asked_at = now() - interval '25 hours' where id = $1", [invitation.id]);
    expect((await ask(token)).status).toBe(204);
  });

  test("tells the Owners where the inviter is gone", async () => {
    const { id, owner } = await createOrganization(target);
    const admin = await createMember(target, id, "admin");
    const token = await createInvitation(target, id, { email: newEmail(), inviter: admin });
    await call(target, owner, `DELETE /v1/organizations/${id}/members/${admin.membershipId}`);
    expect((await ask(token)).status).toBe(204);
    await expect.poll(() => mailsTo(owner.email).length, { timeout: 20_000 }).toBe(1);
    expect(mailsTo(admin.email)).toEqual([]);
  });
});

test("the sweep removes what ended long ago, its links with it, and leaves what is young or does not end", async () => {
  const { id, owner } = await createOrganization(target);
  const old = await createInvitation(target, id, { email: newEmail(), inviter: owner, expiresAt: new Date(Date.now() - 91 * 86_400_000) });
  const young = await createInvitation(target, id, { email: newEmail(), inviter: owner, expiresAt: new Date() });
  const endless = await createInvitation(target, id, { email: newEmail() });
  await sweepInvitations.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(30_000) });
  const statuses = await Promise.all([old, young, endless].map((token) => call(target, null, `GET /v1/invitations/${token}`)));
  expect(statuses.map(({ status }) => status)).toEqual([404, 200, 200]);
  expect((await sql("select from handles where organization_id = $1 and kind = 'invitation'", [id])).rows.length).toBe(2);
});
