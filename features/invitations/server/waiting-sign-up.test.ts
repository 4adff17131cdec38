import { expect, test } from "vitest";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call, createInvitation, createOrganization } from "#testing/factories.ts";
import { deliverAccountMails } from "#testing/run-job.ts";

const target = useApp({ variables: { SIGN_UP: "open" } });
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);
let count = 0;
const newEmail = () => `waiter${String.fromCharCode(97 + count++)}@example.com`;

type Me = { user: { id: string }; organizations: { id: string; role: string }[]; waits_for?: string };
const me = async (cookie: string) => (await call<Me>(target, { cookie }, "GET /v1/me")).body;

async function signUp(email: string, more: object = {}, cookie = "") {
  const headers = { "content-type": "application/json", origin: testAppUrl, cookie };
  const body = JSON.stringify({ email, password: "Correct horse 1", ...more });
  const response = await target.app.request("/api/auth/sign-up/email", { method: "POST", headers, body });
  const session = response.headers.getSetCookie().find((line) => line.includes("session_token="));
  return { status: response.status, cookie: session?.split(";")[0] ?? "" };
}

/** Does what the page of the link does that confirms an address, in a session of the account. */
async function confirm(email: string, cookie: string) {
  await deliverAccountMails(target);
  const mail = target.mails.find(({ to, subject }) => to === email && subject.startsWith("Confirm"))!;
  const token = /email-confirmation\?token=([\w-]+)/.exec(mail.text)![1]!;
  const headers = { "content-type": "application/json", origin: testAppUrl, cookie };
  const response = await target.app.request("/api/auth/verify-email", { method: "POST", headers, body: JSON.stringify({ token }) });
  expect(response.status).toBe(200);
}

test("who signs up by a copied link is in no organization until the address is confirmed, and then in the inviting one only", async () => {
  const { id, owner } = await createOrganization(target, "Acme");
  const email = newEmail();
  const token = await createInvitation(target, id, { email, mailed: false, inviter: owner, role: "viewer" });
  const { cookie } = await signUp(email, { invitation_token: token });
  expect(await me(cookie)).toMatchObject({ organizations: [], waits_for: "Acme" });
  await confirm(email, cookie);
  const { rows } = await sql("select m.organization_id from memberships m join users u on u.id = m.user_id where u.email = $1", [email]);
  expect(rows).toEqual([{ organization_id: id }]);
  const after = await me(cookie);
  expect(after.organizations).toMatchObject([{ id, role: "viewer" }]);
  expect(after).not.toHaveProperty("waits_for");
  expect((await sql("select from handles where kind = 'awaited_organization'")).rows).toEqual([]);
});

test("when the invitation that a person waits for is over, they get an organization of their own", async () => {
  for (const end of ["revoked_at = now()", "expires_at = now() - interval '1 millisecond'"]) {
    const { id, owner } = await createOrganization(target);
    const email = newEmail();
    const token = await createInvitation(target, id, { email, mailed: false, inviter: owner });
    const { cookie } = await signUp(email, { invitation_token: token });
    await sql(`update invitations set ${end} where organization_id = $1`, [id]);
    const { organizations } = await me(cookie);
    expect(organizations).toMatchObject([{ role: "owner" }]);
    expect(organizations[0]!.id).not.toBe(id);
  }
});

test("a person who opens an invitation in one tab and signs up in another without it joins, and has no organization of their own", async () => {
  const { id, owner } = await createOrganization(target);
  const email = newEmail();
  const token = await createInvitation(target, id, { email, inviter: owner });
  const opened = await target.app.request(`/v1/invitations/${token}`);
  const [line] = opened.headers.getSetCookie();
  expect(line).toMatch(/^botcadence\.invitation_seen=[\w-]{32}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/);
  const { cookie } = await signUp(email, {}, line!.split(";")[0]);
  const { organizations } = await me(cookie);
  expect([organizations.length, organizations[0]!.id]).toEqual([1, id]);
});

test("the invitation of another address that was open in this browser does not concern a sign-up", async () => {
  const { id, owner } = await createOrganization(target);
  const token = await createInvitation(target, id, { email: newEmail(), inviter: owner });
  const { cookie } = await signUp(newEmail(), {}, `botcadence.invitation_seen=${token}`);
  const { organizations } = await me(cookie);
  expect([organizations.length, organizations[0]!.id === id]).toEqual([1, false]);
});
