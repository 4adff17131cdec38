import { describe, expect, test } from "vitest";
import { testAppUrl, useApp, type TestApp } from "#testing/app.ts";
import { createUser } from "#testing/factories.ts";
import { useGoogle } from "#testing/google.ts";
import { makeResetLink } from "./make-reset-link.ts";

const target = useApp({ variables: { RATE_LIMIT: "on" } });
const clientId = "a-client-id";
const small = useApp({
  poolSize: 4,
  variables: { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: "a-client-secret", SIGN_UP: "invitation" },
});
const google = useGoogle(clientId);
const password = "Correct horse 1";

async function ask(
  app: TestApp,
  line: string,
  { body, cookie = "", ip = "198.51.100.7" }: { body?: object; cookie?: string; ip?: string },
) {
  const [method = "", path = ""] = line.split(" ");
  const headers = { "content-type": "application/json", origin: testAppUrl, cookie };
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  return app.app.request(`/api/auth${path}`, init, { incoming: { socket: { remoteAddress: ip } } });
}

describe("while no account can be written", () => {
  test("sign-up, sign-in and a new name are 503 with Retry-After, and none of them was a try", { timeout: 60_000 }, async () => {
    const { admin } = target.database;
    const user = await createUser(target);
    const known = { email: "known.here@example.com", password };
    expect((await ask(target, "POST /sign-up/email", { body: known, ip: "203.0.113.1" })).status).toBe(200);
    const email = "busy.sign.up@example.com";
    await admin.query("begin; lock table users in exclusive mode");
    try {
      const answers = await Promise.all([
        ask(target, "POST /update-user", { body: { name: "Another Name" }, cookie: user.cookie }),
        ask(target, "POST /sign-in/email", { body: known }),
        ...Array.from({ length: 10 }, () => ask(target, "POST /sign-up/email", { body: { email, password } })),
      ]);
      expect(answers.map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual(answers.map(() => [503, "5"]));
      for (const answer of answers) expect(await answer.json()).toMatchObject({ error: { code: "unavailable" } });
    } finally {
      await admin.query("rollback");
    }
    const { rows } = await admin.query("select from account_events where kind = 'sign_in_failed'");
    expect(rows).toEqual([]);
    // Ten an hour are let through.
    expect((await ask(target, "POST /sign-up/email", { body: { email, password } })).status).toBe(200);
  });
});

test("two links of one account at once choose one password, twenty times", { timeout: 60_000 }, async () => {
  const user = await createUser(target);
  for (let round = 0; round < 20; round += 1) {
    const links = [await makeResetLink(target.platform, user.email), await makeResetLink(target.platform, user.email)];
    const answers = await Promise.all(
      links.map((link) => {
        const body = { token: new URL(link!).searchParams.get("token"), newPassword: `Another horse ${round}` };
        return ask(target, "POST /reset-password", { body });
      }),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  }
});

test("more come back from Google at once than there are connections, and each hears whether they may sign up", async () => {
  await createUser(small);
  const email = "new.from.google@example.com";
  google.willBe({ sub: "1", email, email_verified: true, name: "New Person" });
  const body = { provider: "google", callbackURL: "/", errorCallbackURL: "/sign-in" };
  const starts = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const ip = `203.0.113.${index + 1}`;
      const started = await ask(small, "POST /sign-in/social", { body, ip });
      const cookie = started.headers.getSetCookie().map((one) => one.split(";")[0]);
      return { ip, cookie: cookie.join("; "), state: new URL(((await started.json()) as { url: string }).url).searchParams.get("state") };
    }),
  );
  const backs = await Promise.all(
    starts.map(({ state, cookie, ip }) => ask(small, `GET /callback/google?code=a-code&state=${state}`, { cookie, ip })),
  );
  const refused = backs.map(({ headers }) => new URL(headers.get("location") ?? "", testAppUrl).searchParams.get("error"));
  expect(new Set(refused.map((code) => code?.toLowerCase()))).toEqual(new Set(["sign_up_closed"]));
});
