import { describe, expect, test } from "vitest";
import { sessionCookieName } from "#access/authenticate.ts";
import { useApp, type TestApp } from "#testing/app.ts";
import { call, createOrganization, createUser } from "#testing/factories.ts";

const target = useApp({ variables: { APP_URL: "https://agents.example", SIGN_UP: "open" } });
const old = ({ cookie }: { cookie: string }) => ({ cookie: cookie.replace("__Host-", "__Secure-") });
const password = "Passw0rdPassw0rd";
const ask = (app: TestApp, as: { cookie: string } | null, line: string, body?: unknown) =>
  call(app, as, line, body, { origin: app.platform.env.appUrl });

test("under https every cookie is this host's alone: __Host-, Secure, for every path, and of no domain", async () => {
  const answers = [
    await ask(target, null, "POST /api/auth/sign-up/email", { email: "ann@example.com", password }),
    await ask(target, null, "POST /api/auth/sign-in/email", { email: "ann@example.com", password }),
  ];
  const cookies = answers.flatMap(({ headers }) => headers.getSetCookie());
  expect(cookies.length).toBeGreaterThan(1);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-botcadence\.\w+=/);
    expect(cookie).toMatch(/; Path=\/(;|$)/);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).not.toMatch(/Domain/i);
  }
  const signedOut = await ask(target, { cookie: cookies[0]!.split(";")[0]! }, "POST /api/auth/sign-out");
  expect(signedOut.headers.getSetCookie().find((cookie) => cookie.startsWith(sessionCookieName("https://x")))).toMatch(/Max-Age=0/);
});

describe("a cookie from before the upgrade", () => {
  test("is the same session, for reading, writing and better-auth, and becomes one of today's", async () => {
    const { id, owner } = await createOrganization(target);
    expect((await ask(target, old(owner), "GET /v1/me")).status).toBe(200);
    expect((await ask(target, old(owner), `PATCH /v1/organizations/${id}`, { name: "Renamed" })).status).toBe(200);
    expect((await ask(target, old(owner), "GET /api/auth/get-session")).body).toMatchObject({ user: { id: owner.id } });
    await target.database.admin.query(
      "update sessions set expires_at = now() + interval '20 days', updated_at = now() - interval '10 days' where user_id = $1",
      [owner.id],
    );
    const extended = await ask(target, old(owner), "GET /api/auth/get-session");
    expect(extended.headers.getSetCookie()[0]).toMatch(/^__Host-botcadence\.session_token=/);
    expect((await ask(target, old(owner), "POST /api/auth/sign-out")).status).toBe(200);
    expect((await ask(target, old(owner), "GET /v1/me")).status).toBe(401);
  });

  test("gives way to one of today's", async () => {
    const [mine, planted] = [await createUser(target), await createUser(target)];
    const { body } = await ask(target, { cookie: `${old(planted).cookie}; ${mine.cookie}` }, "GET /api/auth/get-session");
    expect(body).toMatchObject({ user: { id: mine.id } });
    const me = await ask(target, { cookie: `${old(planted).cookie}; ${mine.cookie}` }, "GET /v1/me");
    expect(JSON.stringify(me.body)).toContain(mine.email);
  });

  test("counts for thirty days after the upgrade and no longer", async () => {
    const { owner } = await createOrganization(target);
    const { rows } = await target.database.admin.query(
      "select old_cookies_until - now() between interval '29 days' and interval '30 days' as is_a_month from installation",
    );
    expect(rows[0].is_a_month).toBe(true);
    const { database } = target.platform;
    const until = database.oldCookiesUntil;
    database.oldCookiesUntil = new Date(Date.now() - 1_000);
    try {
      expect((await ask(target, old(owner), "GET /v1/me")).status).toBe(401);
      expect((await ask(target, old(owner), "GET /api/auth/get-session")).body).toBeNull();
      expect((await ask(target, owner, "GET /v1/me")).status).toBe(200);
    } finally {
      database.oldCookiesUntil = until;
    }
  });
});

test("no answer about an account holds the token of its session", async () => {
  const email = "bea@example.com";
  const signUp = await ask(target, null, "POST /api/auth/sign-up/email", { email, password });
  const signIn = await ask(target, null, "POST /api/auth/sign-in/email", { email, password });
  const cookie = signIn.headers.getSetCookie()[0]!.split(";")[0]!;
  const as = { cookie };
  const answers = [
    signUp,
    signIn,
    await ask(target, as, "GET /api/auth/get-session"),
    await ask(target, as, "POST /api/auth/update-user", { name: "Bea" }),
    await ask(target, as, "GET /v1/me"),
    await ask(target, as, "GET /v1/me/sessions"),
    await ask(target, as, "POST /api/auth/change-password", {
      currentPassword: password,
      newPassword: "An0therPassw0rd",
      revokeOtherSessions: true,
    }),
  ];
  const { rows } = await target.database.admin.query<{ token: string }>("select token from sessions");
  const tokens = [...rows.map(({ token }) => token), decodeURIComponent(cookie.split("=")[1]!).split(".")[0]!];
  expect(signIn.body).toMatchObject({ user: { email } });
  for (const { status, body } of answers) {
    expect(status).toBeLessThan(400);
    for (const token of tokens) expect(JSON.stringify(body)).not.toContain(token);
    expect(JSON.stringify(body)).not.toContain('"token"');
  }
});

describe("a session", () => {
  const end = async (userId: string) => {
    const { rows } = await target.database.admin.query("select expires_at, created_at from sessions where user_id = $1", [userId]);
    return (rows[0].expires_at - rows[0].created_at) / 86_400_000;
  };

  test("that is used again and again ends ninety days after it began", async () => {
    const user = await createUser(target);
    await target.database.admin.query("update sessions set created_at = now() where user_id = $1", [user.id]);
    const { rows } = await target.database.admin.query("select id from sessions where user_id = $1", [user.id]);
    // Its state after eighty days of use.
    await target.database.admin.query("alter table sessions disable trigger keep_session_ends");
    await target.database.admin.query(
      "update sessions set created_at = now() - interval '80 days', updated_at = now() - interval '10 days', expires_at = now() + interval '5 days' where id = $1",
      [rows[0].id],
    );
    await target.database.admin.query("alter table sessions enable trigger keep_session_ends");
    expect((await ask(target, user, "GET /api/auth/get-session")).body).toMatchObject({ user: { id: user.id } });
    expect(await end(user.id)).toBeCloseTo(90, 1);
  });

  test("is not made younger by a writer", async () => {
    const user = await createUser(target);
    const before = await end(user.id);
    await target.database.admin.query(
      "update sessions set created_at = now() + interval '1 year', expires_at = now() + interval '2 years' where user_id = $1",
      [user.id],
    );
    expect(before).toBeCloseTo(1, 1);
    expect(await end(user.id)).toBeCloseTo(90, 1);
  });
});
