import { expect, test } from "vitest";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call, createUser } from "#testing/factories.ts";
import { deliverAccountMails } from "#testing/run-job.ts";

const target = useApp();
const password = "Correct horse 1";
type Refusal = { error: { message: string; field_errors: Record<string, string> } };
let count = 0;
const newEmail = () => `person${count++}@example.com`;

async function post(path: string, body: object, headers: Record<string, string> = {}, app = target) {
  const response = await app.app.request(`/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: testAppUrl, ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json().catch(() => null)) as Refusal | null;
  const cookie =
    response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .find((line) => line?.startsWith("botcadence.session_token=")) ?? "";
  return { status: response.status, body: answer, cookie };
}
const signUp = (email: string) => post("/sign-up/email", { email, password, name: "Ann Example" });
const me = (cookie: string) =>
  call<{ user: { email: string; email_verified: boolean }; organizations: { name: string; role: string }[] }>(
    target,
    { cookie },
    "GET /v1/me",
  );

test("signing up makes a session, an organization named after the local part, and its Owner", async () => {
  const { status, cookie } = await signUp("john.doe+trial@example.com");
  expect(status).toBe(200);
  const { body } = await me(cookie);
  expect(body.user).toMatchObject({ email: "john.doe+trial@example.com", email_verified: false });
  expect(body.organizations).toMatchObject([{ name: "john.doe", role: "owner" }]);
});

test.each(["short1A", "all lower case 1", "ALL UPPER CASE 1", "No digit at all", `Aa1${"x".repeat(300)}`])(
  "the password %s is refused at its field",
  async (weak) => {
    const { status, body } = await post("/sign-up/email", { email: newEmail(), password: weak, name: "Ann" });
    expect(status).toBe(422);
    expect(Object.keys(body!.error.field_errors)).toEqual(["password"]);
  },
);

test("a person's name cannot be a link, an address or a number", async () => {
  for (const name of ["http://evil.example", "www.evil.example", "call +49 170 1234567", "a@b.example", "evil.com", "x\u202Ey"]) {
    const { status, body } = await post("/sign-up/email", { email: newEmail(), password, name });
    expect(status, name).toBe(422);
    expect(body!.error.field_errors.name, name).toBeTruthy();
  }
});

test("signing in works without a verified address, and a wrong password says only that something is wrong", async () => {
  const email = newEmail();
  await signUp(email);
  expect((await post("/sign-in/email", { email: email.toUpperCase(), password })).status).toBe(200);
  const wrong = await post("/sign-in/email", { email, password: "Wrong password 1" });
  const unknown = await post("/sign-in/email", { email: newEmail(), password });
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(wrong.body!.error.message).toBe(unknown.body!.error.message);
});

test("signing out ends the session at once", async () => {
  const { cookie } = await signUp(newEmail());
  expect((await post("/sign-out", {}, { cookie })).status).toBe(200);
  expect((await me(cookie)).status).toBe(401);
});

test("an address of an international domain is one account, however it is written, for every way in and for mail", async () => {
  const kept = "ann@xn--e1afmkfd.xn--p1ai";
  const { status, cookie } = await signUp("Ann@Пример.РФ");
  expect(status).toBe(200);
  await deliverAccountMails(target);
  expect(target.mails.at(-1)?.to).toBe(kept);
  for (const email of ["ann@пример.рф", kept, "ANN@ПРИМЕР。рф"]) {
    expect((await post("/sign-in/email", { email, password })).status, email).toBe(200);
    expect((await signUp(email)).status, email).toBe(422);
  }
  await post("/request-password-reset", { email: "ann@пример.рф" });
  await deliverAccountMails(target);
  expect(target.mails.at(-1)).toMatchObject({ to: kept, subject: "Choose a new password" });
  await post("/send-verification-email", { email: "ann@пример.рф" }, { cookie });
  await deliverAccountMails(target);
  expect(target.mails.at(-1)?.to).toBe(kept);
  expect((await post("/change-email", { newEmail: "ann@müller.de", password }, { cookie })).status).toBe(200);
  await deliverAccountMails(target);
  expect(target.mails.at(-1)?.to).toBe("ann@xn--mller-kva.de");
});

test("changing the password needs the current one", async () => {
  const email = newEmail();
  const { cookie } = await signUp(email);
  const wrong = await post("/change-password", { currentPassword: "Nope nope 1", newPassword: "Another horse 2" }, { cookie });
  expect(wrong.body!.error.field_errors).toHaveProperty("currentPassword");
  expect((await post("/change-password", { currentPassword: password, newPassword: "Another horse 2" }, { cookie })).status).toBe(200);
});

test("what somebody reads in is kept with their account; a language that there is not is refused", async () => {
  const { cookie } = await signUp(newEmail());
  const languageNow = async () => {
    const answer = await target.app.request("/api/auth/get-session", { headers: { cookie } });
    return ((await answer.json()) as { user: { language: string | null } }).user.language;
  };
  expect(await languageNow()).toBe(null);
  expect((await post("/update-user", { language: "de" }, { cookie })).status).toBe(200);
  expect(await languageNow()).toBe("de");
  for (const language of ["xx", "DE", 7]) expect((await post("/update-user", { language }, { cookie })).status, String(language)).toBe(422);
  expect((await post("/update-user", { name: "Another Name" }, { cookie })).status).toBe(200);
  expect(await languageNow()).toBe("de");
  const signedUp = await post("/sign-up/email", { email: newEmail(), password, language: "xx" });
  expect(signedUp.status).toBe(422);
});

test("a write with a session counts only with our own origin, multipart included", async () => {
  const { cookie } = await signUp(newEmail());
  for (const origin of ["http://evil.example", "http://localhost:4000", "null"]) {
    expect((await post("/update-user", { name: "Changed" }, { cookie, origin })).status, origin).toBe(403);
    expect((await call(target, { cookie }, "POST /v1/organizations", { name: "X" }, { origin })).status, origin).toBe(403);
  }
  const withoutOrigin = await target.app.request("/v1/organizations", { method: "POST", headers: { cookie }, body: new FormData() });
  expect(withoutOrigin.status).toBe(403);
  expect((await call(target, { cookie }, "GET /v1/organizations", undefined, { origin: "http://evil.example" })).status).toBe(200);
});

test("a cookie that was tampered with is no session", async () => {
  const { cookie } = await signUp(newEmail());
  const [name, value = ""] = cookie.split("=", 2);
  for (const forged of [`${name}=x${value}`, `${name}=${value.slice(0, -6)}AAAA%3D`, `${name}=`, `${name}=%E0%A4%A`]) {
    expect((await me(forged)).status, forged).toBe(401);
  }
});

test("an expired session is no session", async () => {
  const user = await createUser(target);
  await target.database.admin.query("update sessions set expires_at = now() - interval '1 second' where user_id = $1", [user.id]);
  expect((await me(user.cookie)).status).toBe(401);
});

test("endpoints that would hand out session tokens are shut", async () => {
  const { cookie } = await signUp(newEmail());
  for (const path of ["/list-sessions", "/list-accounts", "/revoke-sessions", "/delete-user", "/get-access-token"]) {
    const response = await target.app.request(`/api/auth${path}`, { headers: { cookie } });
    expect(response.status, path).toBe(404);
  }
  const { body } = await call<{ data: object[] }>(target, { cookie }, "GET /v1/me/sessions");
  expect(JSON.stringify(body)).not.toContain(decodeURIComponent(cookie).split("=")[1]!.split(".")[0]);
});

test("a person ends their other sessions, and nobody else's", async () => {
  const email = newEmail();
  const { cookie } = await signUp(email);
  const other = await post("/sign-in/email", { email, password });
  const stranger = await signUp(newEmail());
  const { body } = await call<{ data: { id: string; current: boolean }[] }>(target, { cookie }, "GET /v1/me/sessions");
  expect(body.data.length).toBe(2);
  const away = body.data.find((session) => !session.current)!;
  expect((await call(target, { cookie: stranger.cookie }, `DELETE /v1/me/sessions/${away.id}`)).status).toBe(404);
  expect((await call(target, { cookie }, `DELETE /v1/me/sessions/${away.id}`)).status).toBe(204);
  expect((await me(other.cookie)).status).toBe(401);
  await call(target, { cookie }, "POST /v1/me/sessions/revoke-others");
  expect((await me(stranger.cookie)).status).toBe(200);
});

test("twenty simultaneous sign-ups with one address make one user and one organization", async () => {
  const email = "double.click@example.com";
  const answers = await Promise.all(Array.from({ length: 20 }, () => signUp(email)));
  expect(answers.filter((answer) => answer.status === 200).length).toBe(1);
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 422]));
  const { rows } = await target.database.admin.query(
    "select count(*)::int as n from memberships m join users u on u.id = m.user_id where u.email = $1",
    [email],
  );
  expect(rows[0].n).toBe(1);
});

test("thirty simultaneous first requests of a user without an organization make exactly one", async () => {
  const user = await createUser(target, "fresh.start@example.com");
  const answers = await Promise.all(Array.from({ length: 30 }, () => me(user.cookie)));
  expect(new Set(answers.map((answer) => answer.body.organizations.length))).toEqual(new Set([1]));
  const { rows } = await target.database.admin.query("select count(*)::int as n from memberships where user_id = $1", [user.id]);
  expect(rows[0].n).toBe(1);
});

test("Google is offered only where it is configured", async () => {
  const { body } = await call(target, null, "GET /v1/installation");
  expect(body).toEqual({ google: false, sign_up: "open", has_accounts: true, mail: "mailbox", sms: "outbox", billing: "off" });
  expect((await post("/sign-in/social", { provider: "google" })).status).toBeGreaterThanOrEqual(400);
});

test("a changed password ends the other sessions when that is asked", async () => {
  const email = newEmail();
  const { cookie } = await signUp(email);
  const other = await post("/sign-in/email", { email, password });
  const change = { currentPassword: password, newPassword: "Another horse 2", revokeOtherSessions: true };
  const wrong = await post("/change-password", { ...change, currentPassword: "Wrong horse 1" }, { cookie });
  expect(Object.keys(wrong.body!.error.field_errors)).toEqual(["currentPassword"]);
  const changed = await post("/change-password", change, { cookie });
  expect(changed.status).toBe(200);
  expect((await me(other.cookie)).status).toBe(401);
  expect((await me(changed.cookie)).status).toBe(200);
});

test("the last way to sign in cannot be taken away", async () => {
  const { cookie } = await signUp(newEmail());
  const { body } = await call<{ data: { id: string }[] }>(target, { cookie }, "GET /v1/me/sign-in-methods");
  expect((await post("/unlink-account", { accountId: body.data[0]!.id }, { cookie })).status).toBe(409);
});
