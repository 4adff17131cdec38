import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createFactorPeople, password } from "#testing/factor-people.ts";
import { selfSigned } from "#testing/self-signed.ts";
import type { PasskeyBegun } from "../../contract/factors.ts";

const target = useApp();
const { newBrowser, signUp, signIn, newAuthenticator, addPasskey, signInByPasskey, show } = createFactorPeople(target);

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

test("the answer of a passkey that does not count its uses counts once as well", async () => {
  const { browser } = await signUp();
  const authenticator = newAuthenticator();
  await addPasskey(browser, authenticator, { counter: 0 });
  const { step, answer, signedIn } = await signInByPasskey(newBrowser(), authenticator, { counter: 0 });
  expect(signedIn.status).toBe(200);
  expect((await newBrowser().ask("POST /sign-in/passkey", { step, passkey: answer })).status).toBe(422);
});

test("a passkey is added by the account that has begun to, and by no other", async () => {
  const [one, other] = [await signUp(), await signUp()];
  const { body } = await one.browser.ask<PasskeyBegun>("POST /factors/passkey/begin", { password });
  const passkey = newAuthenticator().create(body.options.challenge);
  expect((await other.browser.ask("POST /factors/passkey", { step: body.step, passkey, name: "Key" })).status).toBe(422);
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
  const certified = newAuthenticator();
  expect(await add((challenge) => certified.create(challenge, {}, "fido-u2f", certified.certify(challenge, selfSigned)))).toBe(422);
  const nested = Buffer.concat([Buffer.alloc(5_000, 0x81), Buffer.from([0])]);
  expect(await add((challenge) => newAuthenticator().create(challenge, {}, "none", nested))).toBe(422);
  const { authenticator } = await addPasskey(browser);
  // Once more, and by another account.
  expect(await add((challenge) => authenticator.create(challenge))).toBe(409);
  const other = await signUp();
  expect((await addPasskey(other.browser, authenticator)).added.status).toBe(409);
});
