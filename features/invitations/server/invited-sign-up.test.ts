import { describe, expect, test } from "vitest";
import { admissionHeader, sayAdmission } from "#features/identity/server/auth.ts";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call, createInvitation, createOrganization } from "#testing/factories.ts";
import { useGoogle } from "#testing/google.ts";

const clientId = "a-client-id";
const variables = { SIGN_UP: "invitation", GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: "a-client-secret" };
const target = useApp({ variables });
const google = useGoogle(clientId);
const headers = { "content-type": "application/json", origin: testAppUrl };
let count = 0;
const newEmail = () => `newcomer${count++}@example.com`;

type Me = { user: { email_verified: boolean }; organizations: { id: string; role: string }[] };
const me = async (cookie: string) => (await call<Me>(target, { cookie }, "GET /v1/me")).body;

async function post(path: string, body: object) {
  const response = await target.app.request(`/api/auth${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return {
    status: response.status,
    body: (await response.json()) as { url?: string; error?: { message: string } },
    cookie: cookieOf(response),
  };
}
const signUp = (email: string, more: object) => post("/sign-up/email", { email, password: "Correct horse 1", ...more });

describe("with an address and a password", () => {
  test("no other call takes an invitation along", async () => {
    const { id } = await createOrganization(target);
    const email = newEmail();
    const token = await createInvitation(target, id, { email });
    const refused = await post("/sign-in/email", { email, password: "Correct horse 1", invitation_token: token });
    expect([refused.status, refused.body.error?.message]).toEqual([422, "No invitation is accepted here."]);
  });

  test("who is invited signs up although sign-up is closed, and is in the inviting organization only, the address confirmed", async () => {
    const { id } = await createOrganization(target);
    const email = newEmail();
    const token = await createInvitation(target, id, { email, role: "admin" });
    const { status, cookie } = await signUp(email.toUpperCase(), { invitation_token: token });
    expect(status).toBe(200);
    expect(await me(cookie)).toMatchObject({ user: { email_verified: true }, organizations: [{ id, role: "admin" }] });
    expect((await me(cookie)).organizations.length).toBe(1);
    expect(target.mails.filter(({ to }) => to === email)).toEqual([]);
  });

  test("the audit log says from where an invitation was accepted with a new account", async () => {
    const { id } = await createOrganization(target);
    const email = newEmail();
    const token = await createInvitation(target, id, { email });
    const body = JSON.stringify({ email, password: "Correct horse 1", invitation_token: token });
    const from = { incoming: { socket: { remoteAddress: "203.0.113.7" } } };
    const asked = { ...headers, "user-agent": "A browser" };
    expect((await target.app.request("/api/auth/sign-up/email", { method: "POST", headers: asked, body }, from)).status).toBe(200);
    const { rows } = await target.database.admin.query(
      "select action, ip_address, user_agent, request_id is not null as named from audit_entries where organization_id = $1",
      [id],
    );
    expect(rows).toEqual([{ action: "invitation.accept", ip_address: "203.0.113.7", user_agent: "A browser", named: true }]);
  });

  test("without a token, with one for another address, one that is used or one that is made up, no account is made", async () => {
    const { id } = await createOrganization(target);
    const [invited, email] = [newEmail(), newEmail()];
    const token = await createInvitation(target, id, { email: invited });
    const expired = await createInvitation(target, id, { email, expiresAt: new Date(Date.now() - 1000) });
    expect((await signUp(email, {})).status).toBe(403);
    expect((await signUp(email, { invitation_token: token })).status).toBe(403);
    expect((await signUp(email, { invitation_token: expired })).status).toBe(409);
    expect((await signUp(email, { invitation_token: "x".repeat(32) })).status).toBe(404);
    expect((await signUp(invited, { invitation_token: token })).status).toBe(200);
    expect((await signUp(email, { invitation_token: token })).status).toBe(409);
    const { rows } = await target.database.admin.query("select from users where email = $1", [email]);
    expect(rows).toEqual([]);
  });

  test("the header that lets the invited in counts for nothing when it comes from outside", async () => {
    const email = newEmail();
    const forged = sayAdmission({ open: true, invited: { email, proven: true } });
    const response = await target.app.request("/api/auth/sign-up/email", {
      method: "POST",
      headers: { ...headers, [admissionHeader]: forged },
      body: JSON.stringify({ email, password: "Correct horse 1" }),
    });
    expect(response.status).toBe(403);
  });

  test("ten sign-ups at once with one invitation make one account and one membership", async () => {
    const { id } = await createOrganization(target);
    const email = newEmail();
    const token = await createInvitation(target, id, { email });
    const answers = await Promise.all(Array.from({ length: 10 }, () => signUp(email, { invitation_token: token })));
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
    const { rows } = await target.database.admin.query(
      "select m.organization_id from users u join memberships m on m.user_id = u.id where u.email = $1",
      [email],
    );
    expect(rows).toEqual([{ organization_id: id }]);
  });
});

describe("with Google", () => {
  test("the token waits in a cookie that no script reads, and the newcomer is in the inviting organization only", async () => {
    const { id } = await createOrganization(target);
    const email = newEmail();
    const back = await byGoogle(email, await createInvitation(target, id, { email }));
    expect(back.waiting).toMatch(/^botcadence\.invitation=[\w-]{32}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
    expect(back.location).toBe(`${testAppUrl}/`);
    expect((await me(back.cookie)).organizations).toMatchObject([{ id, role: "member" }]);
    expect((await me(back.cookie)).organizations.length).toBe(1);
  });

  test("another address than the invited one makes no account here", async () => {
    const { id } = await createOrganization(target);
    const back = await byGoogle(newEmail(), await createInvitation(target, id, { email: newEmail() }));
    expect(back.location).toMatch(/\/sign-in\?error=/i);
    expect((await call(target, { cookie: back.cookie }, "GET /v1/me")).status).toBe(401);
  });

  test("a mailed link confirms the address of an account that joins by it", async () => {
    const [one, other] = [await createOrganization(target), await createOrganization(target)];
    const email = newEmail();
    await byGoogle(email, await createInvitation(target, one.id, { email }));
    await target.database.admin.query("update users set email_verified = false where email = $1", [email]);
    const copied = await byGoogle(email, await createInvitation(target, other.id, { email, mailed: false }));
    expect(await me(copied.cookie)).toMatchObject({ user: { email_verified: false } });
    const third = await createOrganization(target);
    const joined = await byGoogle(email, await createInvitation(target, third.id, { email }));
    expect((await me(joined.cookie)).user).toMatchObject({ email_verified: true });
    expect((await me(joined.cookie)).organizations.map(({ id }) => id)).toContain(third.id);
  });

  test("people who have an account join with it, and end at the invitation where that is impossible", async () => {
    const [one, other] = [await createOrganization(target), await createOrganization(target)];
    const email = newEmail();
    await byGoogle(email, await createInvitation(target, one.id, { email }));
    const joined = await byGoogle(email, await createInvitation(target, other.id, { email, role: "viewer" }));
    expect((await me(joined.cookie)).organizations.map(({ id }) => id).toSorted()).toEqual([one.id, other.id].toSorted());
    const foreign = await createInvitation(target, other.id, { email: newEmail() });
    expect((await byGoogle(email, foreign)).location).toBe(`${testAppUrl}/invitations/${foreign}`);
  });
});

async function byGoogle(email: string, token: string) {
  google.willBe({ sub: email, email, email_verified: true, name: "New Person" });
  const started = await target.app.request("/api/auth/sign-in/social", {
    method: "POST",
    headers,
    body: JSON.stringify({ provider: "google", callbackURL: "/", errorCallbackURL: "/sign-in", invitation_token: token }),
  });
  const { url } = (await started.json()) as { url: string };
  const waiting = started.headers.getSetCookie().find((line) => line.includes("invitation="));
  const state = new URL(url).searchParams.get("state");
  const response = await target.app.request(`/api/auth/callback/google?code=a-code&state=${state}`, {
    headers: { cookie: cookieOf(started) },
  });
  return { waiting, location: new URL(response.headers.get("location") ?? "", testAppUrl).href, cookie: cookieOf(response) };
}

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
