import { Secret, TOTP } from "otpauth";
import { expect } from "vitest";
import type { AppBegun, FactorAdded, PasskeyBegun } from "#features/identity/contract/factors.ts";
import { testAppUrl, type TestApp } from "./app.ts";
import { createAuthenticator, type Authenticator } from "./authenticator.ts";

export const password = "Correct horse 1";
let count = 0;

type Answer<Body> = { status: number; body: Body; cookie: string; location: string | null };
export type Refusal = { error: { code: string; field_errors?: Record<string, string> } };

export type TestBrowser = {
  ask<Body = Refusal>(line: string, body?: object): Promise<Answer<Body>>;
  isIn(): Promise<boolean>;
};

/** People in browsers of their own, who sign in to the app with and without second factors. */
export function createFactorPeople(target: TestApp) {
  /** A browser: it keeps its cookies, as the answers set and end them. */
  function newBrowser(): TestBrowser {
    const jar = new Map<string, string>();
    async function ask<Body = Refusal>(line: string, body?: object): Promise<Answer<Body>> {
      const [method = "", path = ""] = line.split(" ");
      const response = await target.app.request(path.startsWith("/v1") ? path : `/api/auth${path}`, {
        method,
        headers: {
          "content-type": "application/json",
          origin: testAppUrl,
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        },
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
    return { ask, isIn: async () => (await ask("GET /v1/me")).status === 200 };
  }

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
  async function addPasskey(browser: TestBrowser, authenticator = newAuthenticator(), flags = {}) {
    const { body } = await browser.ask<PasskeyBegun>("POST /factors/passkey/begin", { password });
    const passkey = authenticator.create(body.options.challenge, flags);
    const added = await browser.ask<FactorAdded & Refusal>("POST /factors/passkey", { step: body.step, passkey, name: "Key ring" });
    return { authenticator, added };
  }
  async function signInByPasskey(browser: TestBrowser, authenticator: Authenticator, flags: object = {}, more: object = {}) {
    const { body } = await browser.ask<PasskeyBegun>("POST /sign-in/passkey/begin");
    const answer = authenticator.answer(body.options.challenge, flags);
    return { step: body.step, answer, signedIn: await browser.ask("POST /sign-in/passkey", { step: body.step, passkey: answer, ...more }) };
  }
  const show = (browser: TestBrowser, body: object) => browser.ask("POST /sign-in/second-factor", body);
  const eventsOf = async (browser: TestBrowser) =>
    (await browser.ask<{ data: { kind: string }[] }>("GET /v1/me/account-events")).body.data.map(({ kind }) => kind);
  const subjectsTo = (email: string) => target.mails.filter(({ to }) => to === email).map(({ subject }) => subject);

  return { newBrowser, signUp, signIn, codeOf, addApp, newAuthenticator, addPasskey, signInByPasskey, show, eventsOf, subjectsTo };
}
