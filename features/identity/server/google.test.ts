import { expect, test } from "vitest";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call } from "#testing/factories.ts";
import { useGoogle, type GoogleProfile } from "#testing/google.ts";

const clientId = "a-client-id";
const target = useApp({ variables: { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: "a-client-secret" } });
const google = useGoogle(clientId);
const json = { "content-type": "application/json", origin: testAppUrl };

test("the button leads to Google with our client id and the way back", async () => {
  expect((await call(target, null, "GET /v1/installation")).body).toMatchObject({ google: true });
  const { url } = await begin();
  expect(url.origin).toBe("https://accounts.google.com");
  expect(url.searchParams.get("client_id")).toBe(clientId);
  expect(url.searchParams.get("redirect_uri")).toBe(`${testAppUrl}/api/auth/callback/google`);
});

test("a person who comes back for the first time has an account, one organization, and lands in the dashboard", async () => {
  const back = await comeBack({ sub: "1", email: "new.person@example.com", email_verified: true, name: "New Person" });
  expect(back.location).toBe(`${testAppUrl}/`);
  const { body } = await call<{ user: object; organizations: object[] }>(target, { cookie: back.cookie }, "GET /v1/me");
  expect(body).toMatchObject({
    user: { name: "New Person", email_verified: true },
    organizations: [{ name: "new.person", role: "owner" }],
  });
  expect(body.organizations.length).toBe(1);
});

test("Google does not join an account whose address was never verified: a stranger may have made it", async () => {
  await signUp("squatted@example.com");
  const back = await comeBack({ sub: "2", email: "squatted@example.com", email_verified: true, name: "The Real One" });
  expect(back.location).toMatch(/^http:\/\/localhost:3999\/sign-in\?error=/);
  expect((await call(target, { cookie: back.cookie }, "GET /v1/me")).status).toBe(401);
});

test("an account that connected Google is not confirmed by it, as no link was mailed", async () => {
  const { cookie } = await connect("unproven@example.com", "10");
  await target.database.admin.query("update users set email_verified = false where email = 'unproven@example.com'");
  const back = await comeBack({ sub: "10", email: "unproven@example.com", email_verified: true, name: "Same Person" });
  expect(back.location).toBe(`${testAppUrl}/`);
  for (const one of [cookie, back.cookie]) {
    expect((await call(target, { cookie: one }, "GET /v1/me")).body).toMatchObject({ user: { email_verified: false } });
  }
});

test("Google joins an account whose address is verified", async () => {
  const cookie = await signUp("verified@example.com");
  await target.database.admin.query("update users set email_verified = true where email = 'verified@example.com'");
  const back = await comeBack({ sub: "3", email: "verified@example.com", email_verified: true, name: "Same Person" });
  const ids = await Promise.all(
    [cookie, back.cookie].map(async (one) => (await call<{ user: { id: string } }>(target, { cookie: one }, "GET /v1/me")).body.user.id),
  );
  expect(ids[0]).toBe(ids[1]);
  expect((await methodsOf(cookie)).map(({ provider }) => provider)).toEqual(["credential", "google"]);
});

test("Google can be connected in the profile, and taken away while a password stays", async () => {
  const { cookie, disconnect } = await connect("connects@example.com", "6");
  expect((await disconnect("google")).status).toBe(200);
  expect((await methodsOf(cookie)).map(({ provider }) => provider)).toEqual(["credential"]);
});

test("both ways to sign in asked to go at once leave one", async () => {
  const { cookie, disconnect } = await connect("two.ways@example.com", "8");
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => disconnect(index % 2 ? "google" : "credential")));
  expect(answers.filter(({ status }) => status === 409).length).toBeGreaterThanOrEqual(5);
  expect((await methodsOf(cookie)).map(({ provider }) => provider)).toEqual(["credential"]);
});

test("Google cannot be taken away where it is the only way to sign in", async () => {
  const { cookie } = await comeBack({ sub: "7", email: "only.google@example.com", email_verified: true, name: "Only Google" });
  const body = JSON.stringify({ accountId: (await methodsOf(cookie))[0]?.id });
  expect((await target.app.request("/api/auth/unlink-account", { method: "POST", headers: { ...json, cookie }, body })).status).toBe(409);
});

test("a name that would be a link in a mail is not taken from Google", async () => {
  const back = await comeBack({ sub: "4", email: "odd.person@example.com", email_verified: true, name: "https://evil.example" });
  const { body } = await call(target, { cookie: back.cookie }, "GET /v1/me");
  expect(body).toMatchObject({ user: { name: "odd.person" } });
  // Nor from the address, where that begins like one.
  const other = await comeBack({ sub: "11", email: "evil.name@example.com", email_verified: true, name: "https://evil.example" });
  expect((await call(target, { cookie: other.cookie }, "GET /v1/me")).body).toMatchObject({ user: { name: "New member" } });
});

test("twenty returns and a sign-up at once with one address make one user and one organization", async () => {
  const email = "racer@example.com";
  google.willBe({ sub: "5", email, email_verified: true, name: "Racer" });
  const starts = await Promise.all(Array.from({ length: 20 }, () => begin()));
  await Promise.all([...starts.map(finish), signUp(email)]);
  const { rows } = await target.database.admin.query(
    "select count(distinct u.id)::int as users, count(m.id)::int as memberships from users u left join memberships m on m.user_id = u.id where email = $1",
    [email],
  );
  expect(rows[0]).toEqual({ users: 1, memberships: 1 });
});

test("a closed account is told so on the way back, and restored only for an owner who said so before they left", async () => {
  const profile = { sub: "9", email: "closed@example.com", email_verified: true, name: "Closed" };
  const { cookie } = await comeBack(profile);
  await target.database.admin.query("update users set purge_at = now() + interval '30 days' where email = $1", [profile.email]);
  await target.database.admin.query("delete from sessions");
  const refused = await comeBack(profile);
  expect(refused.location).toMatch(/^http:\/\/localhost:3999\/sign-in\?error=ACCOUNT_CLOSED$/);
  expect((await call(target, { cookie: refused.cookie }, "GET /v1/me")).status).toBe(401);
  const restored = await finish(await begin({ restore: true }));
  expect(restored.location).toBe(`${testAppUrl}/sign-in?restored=true`);
  const back = await comeBack(profile);
  expect(back.location).toBe(`${testAppUrl}/`);
  expect((await call(target, { cookie: back.cookie }, "GET /v1/me")).status).toBe(200);
  expect((await call(target, { cookie }, "GET /v1/me")).status).toBe(401);
});

test("Google is connected only by a session of an account whose address is confirmed", async () => {
  const cookie = await signUp("not.yet@example.com");
  const refused = await askToConnect(cookie);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ error: { message: "Confirm your email address first." } });
  expect((await methodsOf(cookie)).map(({ provider }) => provider)).toEqual(["credential"]);
});

const askToConnect = async (cookie: string) =>
  target.app.request("/api/auth/link-social", {
    method: "POST",
    headers: { ...json, cookie },
    body: JSON.stringify({ provider: "google", callbackURL: "/profile", errorCallbackURL: "/profile" }),
  });

/** Somebody with a confirmed address and a password who has connected Google. */
async function connect(email: string, sub: string) {
  const cookie = await signUp(email);
  await target.database.admin.query("update users set email_verified = true where email = $1", [email]);
  google.willBe({ sub, email, email_verified: true, name: "Same Person" });
  const started = await askToConnect(cookie);
  const { url } = (await started.json()) as { url: string };
  const back = await finish({ url: new URL(url), cookie: `${cookie}; ${cookieOf(started)}` });
  expect(back.location).toBe(`${testAppUrl}/profile`);
  const methods = await methodsOf(cookie);
  expect(methods.map(({ provider }) => provider)).toEqual(["credential", "google"]);
  const disconnect = (provider: string) => {
    const unlink = JSON.stringify({ accountId: methods.find((method) => method.provider === provider)?.id });
    return target.app.request("/api/auth/unlink-account", { method: "POST", headers: { ...json, cookie }, body: unlink });
  };
  return { cookie, disconnect };
}

async function begin(more: object = {}): Promise<{ url: URL; cookie: string }> {
  const response = await target.app.request("/api/auth/sign-in/social", {
    method: "POST",
    headers: json,
    body: JSON.stringify({ provider: "google", callbackURL: "/", errorCallbackURL: "/sign-in", ...more }),
  });
  const { url } = (await response.json()) as { url: string };
  return { url: new URL(url), cookie: cookieOf(response) };
}

async function finish({ url, cookie }: { url: URL; cookie: string }): Promise<{ location: string; cookie: string }> {
  const response = await target.app.request(`/api/auth/callback/google?code=a-code&state=${url.searchParams.get("state")}`, {
    headers: { cookie },
  });
  return { location: new URL(response.headers.get("location") ?? "", testAppUrl).href, cookie: cookieOf(response) };
}

async function comeBack(profile: GoogleProfile) {
  google.willBe(profile);
  return finish(await begin());
}

async function signUp(email: string): Promise<string> {
  const body = JSON.stringify({ email, password: "Correct horse 1", name: "Ann" });
  return cookieOf(await target.app.request("/api/auth/sign-up/email", { method: "POST", headers: json, body }));
}

async function methodsOf(cookie: string): Promise<{ id: string; provider: string }[]> {
  const { body } = await call<{ data: { id: string; provider: string }[] }>(target, { cookie }, "GET /v1/me/sign-in-methods");
  return body.data;
}

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
