import { describe, expect, test } from "vitest";
import { testAppUrl, useApp, type TestApp } from "#testing/app.ts";
import { call } from "#testing/factories.ts";

const password = "Correct horse 1";
const signUp = (target: TestApp, email: string) =>
  target.app.request("/api/auth/sign-up/email", {
    method: "POST",
    headers: { "content-type": "application/json", origin: target.platform.env.appUrl },
    body: JSON.stringify({ email, password, name: "Ann" }),
  });

describe("an installation that faces the world", () => {
  const target = useApp({ variables: { APP_URL: "https://agents.example", HOST: "0.0.0.0" } });

  test("lets the first account be made, and then only those that are invited", async () => {
    expect((await call(target, null, "GET /v1/installation")).body).toMatchObject({ sign_up: "open", mail: "none" });
    const first = await signUp(target, "first@example.com");
    expect(first.status).toBe(200);
    expect(first.headers.getSetCookie()[0]).toMatch(/^__Host-botcadence\.session_token=.*Path=\/; .*Secure/);
    expect((await call(target, null, "GET /v1/installation")).body).toMatchObject({ sign_up: "invitation" });
    const second = await signUp(target, "second@example.com");
    expect(second.status).toBe(403);
    expect((await second.json()) as object).toMatchObject({ error: { code: "forbidden" } });
  });

  test("keeps its limits although RATE_LIMIT is off", async () => {
    const statuses = [];
    for (let index = 0; index < 12; index++) {
      const response = await target.app.request("/api/auth/sign-in/email", {
        method: "POST",
        headers: { "content-type": "application/json", origin: "https://agents.example" },
        body: JSON.stringify({ email: "victim@example.com", password: "Guess number 1" }),
      });
      statuses.push(response.status);
      if (response.status === 429) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });
});

describe("with SIGN_UP=invitation", () => {
  const target = useApp({ variables: { SIGN_UP: "invitation" } });

  test("only the first account can be made", async () => {
    expect((await signUp(target, "a@example.com")).status).toBe(200);
    expect((await signUp(target, "b@example.com")).status).toBe(403);
    expect(target.platform.env.appUrl).toBe(testAppUrl);
  });
});
