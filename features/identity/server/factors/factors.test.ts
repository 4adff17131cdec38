import { Secret, TOTP } from "otpauth";
import { afterEach, expect, test, vi } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { testAppUrl, useApp } from "#testing/app.ts";
import { cbor, createAuthenticator } from "#testing/authenticator.ts";
import { call } from "#testing/factories.ts";
import { useGoogle } from "#testing/google.ts";
import { deliverAccountMails } from "#testing/run-job.ts";
import type { AppBegun, FactorAdded, FactorList, PasskeyBegun } from "../../contract/factors.ts";

const clientId = "a-client-id";
const target = useApp({ variables: { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: "a-client-secret" } });
const google = useGoogle(clientId);
const password = "Correct horse 1";
let count = 0;

type Answer<Body> = { status: number; body: Body; cookie: string; location: string | null };
type Refusal = { error: { code: string; field_errors?: Record<string, string> } };

/** A browser: it keeps its cookies, as the answers set and end them. */
function newBrowser() {
  const jar = new Map<string, string>();
  async function ask<Body = Refusal>(line: string, body?: object): Promise<Answer<Body>> {
    const [method = "", path = ""] = line.split(" ");
    const response = await target.app.request(path.startsWith("/v1") ? path : `/api/auth${path}`, {
      method,
      headers: { "content-type": "application/json", origin: testAppUrl, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]!.split(/=(.*)/s);
      if (value === "" || /Max-Age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : null) as Body,
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
      location: response.headers.get("location"),
    };
  }
  return { ask, jar, isIn: async () => (await ask("GET /v1/me")).status === 200 };
}
type TestBrowser = ReturnType<typeof newBrowser>;

async function signUp(email = `factors${++count}@example.com`) {
  const browser = newBrowser();
  expect((await browser.ask("POST /sign-up/email", { email, password })).status).toBe(200);
  await target.database.admin.query("update users set email_verified = true where email = $1", [email]);
  return { email, browser };
}
const signIn = (browser: TestBrowser, email: string, more: object = {}) =>
  browser.ask<{ second_factor?: boolean } & Partial<Refusal>>("POST /sign-in/email", { email, password, ...more });

/** The code that an app shows so many half minutes from now. */
const codeOf = (secret: string, halfMinutes = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + halfMinutes * 30_000 });

/** Its own code is spent by the adding: the next one is that of half a minute later. */
async function addApp(browser: TestBrowser, name = "Phone") {
  const begun = await browser.ask<AppBegun>("POST /factors/app/begin", { password });
  expect(begun.status).toBe(200);
  const { step, secret } = begun.body;
  const added = await browser.ask<FactorAdded>("POST /factors/app", { step, code: codeOf(secret, -1), name });
  expect(added.status).toBe(200);
  return { secret, factor: added.body.factor, codes: added.body.recovery_codes ?? [] };
}
const newAuthenticator = (origin = testAppUrl) => createAuthenticator({ origin, rpId: new URL(testAppUrl).hostname });
async function addPasskey(browser: TestBrowser, authenticator = newAuthenticator()) {
  const { body } = await browser.ask<PasskeyBegun>("POST /factors/passkey/begin", { password });
  const passkey = authenticator.create(body.options.challenge);
  const added = await browser.ask<FactorAdded & Refusal>("POST /factors/passkey", { step: body.step, passkey, name: "Key ring" });
  return { authenticator, added };
}
async function signInByPasskey(browser: TestBrowser, authenticator: ReturnType<typeof newAuthenticator>, flags: object = {}, more: object = {}) {
  const { body } = await browser.ask<PasskeyBegun>("POST /sign-in/passkey/begin");
  const answer = authenticator.answer(body.options.challenge, flags);
  return { step: body.step, answer, signedIn: await browser.ask("POST /sign-in/passkey", { step: body.step, passkey: answer, ...more }) };
}
const show = (browser: TestBrowser, body: object) => browser.ask("POST /sign-in/second-factor", body);
const eventsOf = async (browser: TestBrowser) =>
  (await browser.ask<{ data: { kind: string }[] }>("GET /v1/me/account-events")).body.data.map(({ kind }) => kind);
const subjectsTo = (email: string) => target.mails.filter(({ to }) => to === email).map(({ subject }) => subject);

afterEach(() => vi.useRealTimers());

test("an app is asked for after the password, and nobody is signed in before", async () => {
  const { email, browser } = await signUp();
  const { secret, codes } = await addApp(browser);
  expect(codes.length).toBe(10);
  const other = newBrowser();
  expect((await signIn(other, email)).body).toEqual({ second_factor: true });
  expect(await other.isIn()).toBe(false);
  expect((await other.ask("GET /sign-in/second-factor")).body).toEqual({ email: "f…@example.com", app: true, passkey: false });
  const wrong = await show(other, { code: "000000" });
  expect([wrong.status, wrong.body.error.field_errors]).toEqual([422, { code: "This code is wrong or was used already." }]);
  expect(await other.isIn()).toBe(false);
  const code = codeOf(secret);
  expect((await show(other, { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(200);
  expect(await other.isIn()).toBe(true);
  expect(await eventsOf(other)).toEqual(expect.arrayContaining(["factor_added", "recovery_codes_made", "second_factor_failed", "sign_in"]));
  await deliverAccountMails(target);
  expect(subjectsTo(email)).toContain("A second factor was added to your account");
});

test("a code of an app works once, though it is shown for a while", async () => {
  const { email, browser } = await signUp();
  const { secret } = await addApp(browser);
  const code = codeOf(secret);
  const statuses: number[] = [];
  for (const one of [newBrowser(), newBrowser()]) {
    await signIn(one, email);
    statuses.push((await show(one, { code })).status);
  }
  expect(statuses).toEqual([200, 422]);
});

test("of twenty who show one code at once, one is signed in", async () => {
  const { email, browser } = await signUp();
  const { secret } = await addApp(browser);
  const browsers = Array.from({ length: 20 }, newBrowser);
  for (const one of browsers) await signIn(one, email);
  const code = codeOf(secret);
  const answers = await Promise.all(browsers.map((one) => show(one, { code })));
  expect(answers.filter(({ status }) => status === 200).length).toBe(1);
});

test("a recovery code signs in once, and its owner is told", async () => {
  const { email, browser } = await signUp();
  const { codes } = await addApp(browser);
  const statuses: number[] = [];
  for (const one of [newBrowser(), newBrowser()]) {
    await signIn(one, email);
    statuses.push((await show(one, { code: codes[0]!.toUpperCase() })).status);
  }
  expect(statuses).toEqual([200, 422]);
  expect((await browser.ask<FactorList>("GET /factors")).body.recovery_codes_left).toBe(9);
  await deliverAccountMails(target);
  expect(subjectsTo(email)).toContain("A recovery code was used to sign in");
  const renewed = await browser.ask<{ recovery_codes: string[] }>("POST /recovery-codes", { password });
  expect(renewed.body.recovery_codes.length).toBe(10);
  const late = newBrowser();
  await signIn(late, email);
  expect((await show(late, { code: codes[1]! })).status).toBe(422);
  expect((await show(late, { code: renewed.body.recovery_codes[0]! })).status).toBe(200);
});

test("the first factor ends all other sessions, since none of them has shown it", async () => {
  const { email, browser } = await signUp();
  const other = newBrowser();
  await signIn(other, email);
  await addApp(browser);
  expect([await other.isIn(), await browser.isIn()]).toEqual([false, true]);
});

test("a sign-in that overtakes the first factor begins no session", async () => {
  const { email } = await signUp();
  const { admin } = target.database;
  await admin.query("update users set second_factor = true where email = $1", [email]);
  const begin = admin.query(
    "insert into sessions (id, user_id, token, expires_at) select 'ses_x', id, 'x', now() + interval '1 day' from users where email = $1",
    [email],
  );
  await expect(begin).rejects.toMatchObject({ code: "BC003" });
});

test("a browser that is remembered is asked again after 30 days, and when a factor was removed", async () => {
  const { email, browser } = await signUp();
  const { secret, factor } = await addApp(browser);
  await addApp(browser, "Tablet");
  const other = newBrowser();
  await signIn(other, email);
  expect((await show(other, { code: codeOf(secret), remember: true })).status).toBe(200);
  const again = async () => (await signIn(other, email)).body.second_factor === true;
  expect([await again(), await again()]).toEqual([false, false]);
  expect(await other.isIn()).toBe(true);
  // Somebody else who signs in there is none of those who were remembered.
  const stranger = await signUp();
  await addApp(stranger.browser);
  expect((await signIn(other, stranger.email)).body.second_factor).toBe(true);
  await target.database.admin.query("update known_devices set factor_at = factor_at - interval '31 days' where factor_at is not null");
  expect(await again()).toBe(true);
  await target.database.admin.query("update known_devices set factor_at = now() from users u where u.id = user_id and u.email = $1", [email]);
  expect(await again()).toBe(false);
  await browser.ask("POST /factors/remove", { password, factor_id: factor.id });
  expect(await again()).toBe(true);
});

test("a passkey signs in by itself, and as the second step of a password", async () => {
  const { email, browser } = await signUp();
  const { authenticator, added } = await addPasskey(browser);
  expect(added.body.recovery_codes?.length).toBe(10);
  const alone = newBrowser();
  expect((await signInByPasskey(alone, authenticator)).signedIn.status).toBe(200);
  expect(await alone.isIn()).toBe(true);
  const second = newBrowser();
  expect((await signIn(second, email)).body.second_factor).toBe(true);
  const asked = await second.ask<PasskeyBegun>("POST /sign-in/second-factor/passkey");
  expect((await show(second, { passkey: authenticator.answer(asked.body.options.challenge) })).status).toBe(200);
  expect(await second.isIn()).toBe(true);
});

test("an answer of a passkey counts once, for its own challenge, page and person, and not from a copy", async () => {
  const { browser } = await signUp();
  const { authenticator } = await addPasskey(browser);
  const one = newBrowser();
  const { step, answer, signedIn } = await signInByPasskey(one, authenticator);
  expect(signedIn.status).toBe(200);
  expect((await newBrowser().ask("POST /sign-in/passkey", { step, passkey: answer })).status).toBe(422);
  const fresh = await newBrowser().ask<PasskeyBegun>("POST /sign-in/passkey/begin");
  expect((await newBrowser().ask("POST /sign-in/passkey", { step: fresh.body.step, passkey: answer })).status).toBe(422);
  const flawed = [{ origin: "https://elsewhere.example" }, { userVerified: false }, { counter: 1 }];
  for (const flags of flawed) expect((await signInByPasskey(newBrowser(), authenticator, flags)).signedIn.status).toBe(422);
  expect((await signInByPasskey(newBrowser(), newAuthenticator())).signedIn.status).toBe(422);
});

test("the passkey of one account is no second step of another", async () => {
  const { browser } = await signUp();
  const { authenticator } = await addPasskey(browser);
  const victim = await signUp();
  await addPasskey(victim.browser);
  const thief = newBrowser();
  await signIn(thief, victim.email);
  const asked = await thief.ask<PasskeyBegun>("POST /sign-in/second-factor/passkey");
  expect((await show(thief, { passkey: authenticator.answer(asked.body.options.challenge) })).status).toBe(422);
  expect(await thief.isIn()).toBe(false);
});

test("a passkey is added only where it knows its person, answers here, and brings no certificates", async () => {
  const { browser } = await signUp();
  const add = async (make: (challenge: string) => object) => {
    const { body } = await browser.ask<PasskeyBegun>("POST /factors/passkey/begin", { password });
    return (await browser.ask("POST /factors/passkey", { step: body.step, passkey: make(body.options.challenge), name: "Key" })).status;
  };
  expect(await add((challenge) => newAuthenticator().create(challenge, { userVerified: false }))).toBe(422);
  expect(await add((challenge) => newAuthenticator("https://elsewhere.example").create(challenge))).toBe(422);
  expect(await add(() => newAuthenticator().create("another"))).toBe(422);
  const certified = cbor(new Map<string, number | Buffer | Buffer[]>([["alg", -7], ["sig", Buffer.alloc(8)], ["x5c", [Buffer.alloc(8)]]]));
  for (const [format, statement] of [["packed", certified], ["fido-u2f", certified], ["tpm", cbor(new Map())]] as const) {
    expect(await add((challenge) => newAuthenticator().create(challenge, {}, format, statement))).toBe(422);
  }
  const nested = Buffer.concat([Buffer.alloc(5_000, 0x81), Buffer.from([0])]);
  expect(await add((challenge) => newAuthenticator().create(challenge, {}, "none", nested))).toBe(422);
  const { authenticator } = await addPasskey(browser);
  // Once more, and by another account.
  expect(await add((challenge) => authenticator.create(challenge))).toBe(409);
  const other = await signUp();
  expect((await addPasskey(other.browser, authenticator)).added.status).toBe(409);
});

test("a step of one account is worth nothing in the session of another", async () => {
  const [one, other] = [await signUp(), await signUp()];
  const { body } = await one.browser.ask<AppBegun>("POST /factors/app/begin", { password });
  const taken = await other.browser.ask("POST /factors/app", { step: body.step, code: codeOf(body.secret), name: "Phone" });
  expect(taken.status).toBe(422);
  expect((await one.browser.ask<FactorList>("GET /factors")).body.data).toEqual([]);
  const { factor } = await addApp(one.browser);
  for (const line of ["POST /factors/remove", "POST /factors/rename"]) {
    const body = { factor_id: factor.id, ...(line.endsWith("remove") ? { password } : { name: "Mine" }) };
    expect((await other.browser.ask(line, body)).status).toBe(404);
  }
});

test("what gives or takes a factor is confirmed by the password, or by a mailed code where there is none", async () => {
  const { email, browser } = await signUp();
  const { factor } = await addApp(browser);
  for (const line of ["POST /factors/app/begin", "POST /factors/passkey/begin", "POST /recovery-codes", "POST /factors/remove"]) {
    const more = line.endsWith("remove") ? { factor_id: factor.id } : {};
    for (const confirming of [{}, { password: "Wrong horse 1" }]) {
      const refused = await browser.ask(line, { ...more, ...confirming });
      expect([line, refused.status, Object.keys(refused.body.error.field_errors ?? {})]).toEqual([line, 422, ["password"]]);
    }
  }
  await target.database.admin.query("update accounts set password = null from users u where u.id = user_id and u.email = $1", [email]);
  expect((await browser.ask("POST /factors/remove", { factor_id: factor.id })).status).toBe(202);
  const code = /\d{6}/.exec(target.mails.findLast(({ to }) => to === email)!.text)![0];
  expect((await browser.ask("POST /factors/remove", { factor_id: factor.id, code: code === "000000" ? "111111" : "000000" })).status).toBe(422);
  expect((await browser.ask("POST /factors/remove", { factor_id: factor.id, code })).status).toBe(200);
  expect((await browser.ask<FactorList>("GET /factors")).body).toEqual({ data: [], recovery_codes_left: 0 });
});

test("an account without a factor any more signs in by its password alone", async () => {
  const { email, browser } = await signUp();
  const { factor } = await addApp(browser);
  expect((await browser.ask("POST /factors/rename", { factor_id: factor.id, name: "Old phone" })).status).toBe(200);
  expect((await browser.ask<FactorList>("GET /factors")).body.data).toMatchObject([{ name: "Old phone", kind: "app" }]);
  expect((await browser.ask("POST /factors/remove", { password, factor_id: factor.id })).status).toBe(200);
  const other = newBrowser();
  expect((await signIn(other, email)).body.second_factor).toBeUndefined();
  expect(await other.isIn()).toBe(true);
});

test("a new password leaves its caller in, asks for the factor everywhere else, and a reset takes no factor away", async () => {
  const { email, browser } = await signUp();
  await addApp(browser);
  const changed = await browser.ask("POST /change-password", {
    currentPassword: password,
    newPassword: "Another horse 2",
    revokeOtherSessions: true,
  });
  expect([changed.status, await browser.isIn()]).toEqual([200, true]);
  const other = newBrowser();
  expect((await signIn(other, email, { password: "Another horse 2" })).body.second_factor).toBe(true);
});

test("Google asks for the second factor too, and leads to where its person wanted to go", async () => {
  const { email, browser } = await signUp();
  const { secret } = await addApp(browser);
  const other = newBrowser();
  google.willBe({ sub: "factor-1", email, email_verified: true, name: "Ann" });
  const begun = await other.ask<{ url: string }>("POST /sign-in/social", { provider: "google", callbackURL: "/organizations", errorCallbackURL: "/sign-in" });
  const state = new URL(begun.body.url).searchParams.get("state");
  const back = await other.ask(`GET /callback/google?code=a-code&state=${state}`);
  expect([back.status, back.location]).toEqual([302, `${testAppUrl}/second-step?return_to=%2Forganizations`]);
  expect(await other.isIn()).toBe(false);
  expect((await show(other, { code: codeOf(secret) })).status).toBe(200);
  expect(await other.isIn()).toBe(true);
});

test("a closed account is restored only once its second factor was shown", async () => {
  const { email, browser } = await signUp();
  const { secret } = await addApp(browser);
  const { admin } = target.database;
  const close = () => admin.query("update users set purge_at = now() + interval '30 days' where email = $1", [email]);
  const isClosed = async () => (await admin.query("select purge_at from users where email = $1", [email])).rows[0].purge_at !== null;
  await close();
  const other = newBrowser();
  expect((await signIn(other, email)).body.error?.code).toBe("account_closed");
  expect((await signIn(other, email, { restore: true })).body).toEqual({ second_factor: true });
  expect(await isClosed()).toBe(true);
  expect((await show(other, { code: codeOf(secret) })).status).toBe(200);
  expect([await isClosed(), await other.isIn()]).toEqual([false, true]);
  const { authenticator } = await addPasskey(other);
  await close();
  expect((await signInByPasskey(newBrowser(), authenticator)).signedIn.body.error.code).toBe("account_closed");
  const wanted = newBrowser();
  expect((await signInByPasskey(wanted, authenticator, {}, { restore: true })).signedIn.status).toBe(200);
  expect([await isClosed(), await wanted.isIn()]).toEqual([false, true]);
});

test("ten wrong codes end a sign-in that waits, and one that waits too long is over", async () => {
  const { email, browser } = await signUp();
  const { secret } = await addApp(browser);
  const other = newBrowser();
  await signIn(other, email);
  for (let tries = 0; tries < 10; tries += 1) expect((await show(other, { code: "000000" })).status).toBe(422);
  expect((await show(other, { code: codeOf(secret) })).status).toBe(404);
  await signIn(other, email);
  await target.database.admin.query("update waiting_steps set expires_at = now() - interval '1 second'");
  expect((await show(other, { code: codeOf(secret) })).status).toBe(404);
  expect((await newBrowser().ask("GET /sign-in/second-factor")).status).toBe(404);
});

test("nobody gets at the address by which a session is begun", async () => {
  expect((await newBrowser().ask("POST /finish-sign-in")).status).toBe(404);
});

test("the operator resets the factors of an account, which is told and signed out", async () => {
  const { email, browser } = await signUp();
  await addApp(browser);
  await addPasskey(browser);
  const reset = await call<{ removed: number }>(target, { key: operatorKey(target.platform) }, "POST /v1/operator/factor-resets", { email });
  expect([reset.status, reset.body]).toEqual([200, { email, removed: 2 }]);
  expect(await browser.isIn()).toBe(false);
  expect((await signIn(browser, email)).body.second_factor).toBeUndefined();
  expect(await eventsOf(browser)).toContain("factor_reset");
  await deliverAccountMails(target);
  expect(subjectsTo(email)).toContain("Your second factors were reset");
});

test("at most ten factors fit, however many are added at once", async () => {
  const { browser } = await signUp();
  const begun = await Promise.all(Array.from({ length: 12 }, () => browser.ask<AppBegun>("POST /factors/app/begin", { password })));
  const answers = await Promise.all(
    begun.map(({ body: { step, secret } }, index) => browser.ask("POST /factors/app", { step, code: codeOf(secret), name: `App ${index}` })),
  );
  expect(answers.filter(({ status }) => status === 200).length).toBe(10);
  expect((await browser.ask<FactorList>("GET /factors")).body.recovery_codes_left).toBe(10);
});
