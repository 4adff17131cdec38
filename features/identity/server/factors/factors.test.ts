import { expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { testAppUrl, useApp } from "#testing/app.ts";
import { createFactorPeople, password } from "#testing/factor-people.ts";
import { call } from "#testing/factories.ts";
import { useGoogle } from "#testing/google.ts";
import { deliverAccountMails } from "#testing/run-job.ts";
import type { AppBegun, FactorList } from "../../contract/factors.ts";

const clientId = "a-client-id";
const target = useApp({ variables: { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: "a-client-secret" } });
const google = useGoogle(clientId);
const { newBrowser, signUp, signIn, codeOf, addApp, addPasskey, signInByPasskey, show, eventsOf, subjectsTo } = createFactorPeople(target);

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
  await target.database.admin.query("update known_devices set factor_at = now() from users u where u.id = user_id and u.email = $1", [
    email,
  ]);
  expect(await again()).toBe(false);
  await browser.ask("POST /factors/remove", { password, factor_id: factor.id });
  expect(await again()).toBe(true);
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
  expect((await browser.ask("POST /factors/remove", { factor_id: factor.id, code: code === "000000" ? "111111" : "000000" })).status).toBe(
    422,
  );
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
  const begun = await other.ask<{ url: string }>("POST /sign-in/social", {
    provider: "google",
    callbackURL: "/organizations",
    errorCallbackURL: "/sign-in",
  });
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
  const reset = await call<{ removed: number }>(target, { key: operatorKey(target.platform) }, "POST /v1/operator/factor-resets", {
    email,
  });
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
    begun.map(({ body: { step, secret } }, index) =>
      browser.ask("POST /factors/app", { step, code: codeOf(secret), name: `App ${index}` }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200).length).toBe(10);
  expect((await browser.ask<FactorList>("GET /factors")).body.recovery_codes_left).toBe(10);
});
