import { expect, test } from "vitest";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call } from "#testing/factories.ts";
import { deliverAccountMails } from "#testing/run-job.ts";

const target = useApp({ variables: { RATE_LIMIT: "on" } });
const password = "Correct horse 1";
const wrong = "Wrong horse 1";
let count = 0;
/** An IPv4 address that no other test uses. */
const newAddress = () => `198.51.${Math.floor(++count / 250)}.${(count % 250) + 1}`;
const newEmail = () => `locked${++count}@example.com`;

type Answer = { status: number; cookies: string[] };

async function post(path: string, body: object, { ip = newAddress(), cookie = "" } = {}): Promise<Answer> {
  const headers = { "content-type": "application/json", origin: testAppUrl, ...(cookie ? { cookie } : {}) };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await target.app.request(`/api/auth${path}`, init, { incoming: { socket: { remoteAddress: ip } } });
  await response.text();
  return { status: response.status, cookies: response.headers.getSetCookie() };
}
const signIn = (email: string, word: string, from: { ip?: string; cookie?: string } = {}) =>
  post("/sign-in/email", { email, password: word }, from);

/** Somebody with a password; `cookie` is of the browser in which they signed up, and `session` that of their session. */
async function signUp(email = newEmail()) {
  const { status, cookies } = await post("/sign-up/email", { email, password });
  expect(status).toBe(200);
  return { email, device: named(cookies, "device"), session: named(cookies, "session_token") };
}
const named = (cookies: string[], name: string) => cookies.find((line) => line.startsWith(`botcadence.${name}=`))!.split(";")[0]!;

/** Fails to sign in from each address, and answers how often that was let through. */
async function guess(email: string, addresses: string[]): Promise<number> {
  let tried = 0;
  for (const ip of addresses) tried += (await signIn(email, wrong, { ip })).status === 401 ? 1 : 0;
  return tried;
}
const repeat = (times: number, ip: string) => Array.from({ length: times }, () => ip);

/** As if so many networks had failed to sign in to the account, without the time that the hashes would take. */
async function exhaust(email: string): Promise<void> {
  const limit = { name: "/sign-in/email by account", points: 300, seconds: 3600 };
  for (let act = 0; act < 300; act += 1) await target.platform.limits.take(limit, email);
}

test("a stranger who guesses locks out their own network, and the owner signs in from another", async () => {
  const { email } = await signUp();
  const stranger = newAddress();
  expect(await guess(email, repeat(12, stranger))).toBe(10);
  expect((await signIn(email, password, { ip: stranger })).status).toBe(429);
  expect((await signIn(email, password)).status).toBe(200);
});

test("what succeeds is no guess: somebody signs in as often as they like", async () => {
  const { email } = await signUp();
  const ip = newAddress();
  for (let times = 0; times < 12; times += 1) expect((await signIn(email, password, { ip })).status).toBe(200);
});

test("all addresses of an IPv6 line guess together, and so do all lines of a customer", async () => {
  const { email } = await signUp();
  expect(
    await guess(
      email,
      Array.from({ length: 12 }, (_, index) => `2001:db8:1:2::${index + 1}`),
    ),
  ).toBe(10);
  // 10 of the 40 that a /48 has are used.
  expect(
    await guess(
      email,
      Array.from({ length: 34 }, (_, index) => `2001:db8:1:${(index + 3).toString(16)}::1`),
    ),
  ).toBe(30);
  expect((await signIn(email, password, { ip: "2001:db8:2::1" })).status).toBe(200);
});

test("many networks together are slowed down, and a known device gets in with the right password alone", async () => {
  const { email, device } = await signUp();
  await exhaust(email);
  expect((await signIn(email, password)).status).toBe(429);
  expect((await signIn(email, wrong, { cookie: device })).status).toBe(401);
  const back = await signIn(email, password, { cookie: device });
  expect(back.status).toBe(200);
  // Each sign-in replaces the id, so that a copy of the cookie is of no use any more.
  expect((await signIn(email, password, { cookie: device })).status).toBe(429);
  expect((await signIn(email, password, { cookie: named(back.cookies, "device") })).status).toBe(200);
});

test("a known device has ten tries of its own, and is known to its own account alone", async () => {
  const [owner, other] = [await signUp(), await signUp()];
  await exhaust(owner.email);
  expect((await signIn(owner.email, password, { cookie: other.device })).status).toBe(429);
  const statuses = [];
  for (let times = 0; times < 11; times += 1) statuses.push((await signIn(owner.email, wrong, { cookie: owner.device })).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429]);
});

test("a browser in which two people sign in is known to both", async () => {
  const first = await signUp();
  const { status, cookies } = await post("/sign-up/email", { email: newEmail(), password }, { cookie: first.device });
  expect(status).toBe(200);
  await exhaust(first.email);
  expect((await signIn(first.email, password, { cookie: named(cookies, "device") })).status).toBe(200);
});

test("the cookie of a device cannot be made up, is out of reach of scripts, and outlives the session", async () => {
  const { email, device } = await signUp();
  const [name, value = ""] = device.split("=");
  await exhaust(email);
  for (const forged of [`${name}=${value.slice(0, -4)}AAAA`, `${name}=${value.split(".")[0]}`, `${name}=`, `${name}=x.y`]) {
    expect((await signIn(email, password, { cookie: forged })).status, forged).toBe(429);
  }
  const { cookies } = await signUp().then(({ email: another }) => signIn(another, password));
  const line = cookies.find((one) => one.startsWith("botcadence.device="))!;
  expect(line).toMatch(/; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/);
});

test("signed out by oneself a device stays known; signed out from elsewhere, or by a new password, it does not", async () => {
  const owner = await signUp();
  const away = await signIn(owner.email, password);
  const third = await signIn(owner.email, password);
  await post("/sign-out", {}, { cookie: owner.session });
  await exhaust(owner.email);

  const here = await signIn(owner.email, password, { cookie: owner.device });
  expect(here.status).toBe(200);
  const [session, device] = [named(here.cookies, "session_token"), named(here.cookies, "device")];
  const sessions = await call<{ data: { id: string; current: boolean }[] }>(
    target,
    { cookie: named(third.cookies, "session_token") },
    "GET /v1/me/sessions",
  );
  const ofThird = sessions.body.data.find(({ current }) => current)!;
  expect((await call(target, { cookie: session }, `DELETE /v1/me/sessions/${ofThird.id}`)).status).toBe(204);
  expect((await signIn(owner.email, password, { cookie: named(third.cookies, "device") })).status).toBe(429);
  // Known, although its session has ended by itself; until all others are signed out.
  await target.database.admin.query("delete from sessions where token = $1", [
    decodeURIComponent(named(away.cookies, "session_token")).split(/[=.]/)[2],
  ]);
  expect((await call(target, { cookie: session }, "POST /v1/me/sessions/revoke-others")).status).toBe(204);
  expect((await signIn(owner.email, password, { cookie: named(away.cookies, "device") })).status).toBe(429);
  const again = await signIn(owner.email, password, { cookie: device });
  expect(again.status).toBe(200);

  await target.database.admin.query(
    "insert into known_devices (user_id, id, session_id) select id, 'elsewhere', 'ses_elsewhere' from users where email = $1",
    [owner.email],
  );
  expect(await known(owner.email)).toBe(2);
  const change = { currentPassword: password, newPassword: "Another horse 2", revokeOtherSessions: true };
  const changed = await post("/change-password", change, {
    cookie: `${named(again.cookies, "session_token")}; ${named(again.cookies, "device")}`,
  });
  expect(changed.status).toBe(200);
  const kept = await signIn(owner.email, "Another horse 2", { cookie: named(changed.cookies, "device") });
  expect(kept.status).toBe(200);
  expect(await known(owner.email)).toBe(1);

  await post("/request-password-reset", { email: owner.email });
  await deliverAccountMails(target);
  const link = /https?:\/\/\S+/.exec(
    target.mails.findLast(({ to, subject }) => to === owner.email && subject === "Choose a new password")!.text,
  )![0];
  const token = new URL(link).searchParams.get("token");
  expect((await post("/reset-password", { token, newPassword: "Third horse 3" })).status).toBe(200);
  expect(await known(owner.email)).toBe(0);
});

test("a stranger who asks for links does not keep the owner from getting one", async () => {
  const { email, device } = await signUp();
  const ask = (from: { ip?: string; cookie?: string }) => post("/request-password-reset", { email }, from);
  const stranger = newAddress();
  const statuses = [];
  for (let times = 0; times < 6; times += 1) statuses.push((await ask({ ip: stranger })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  const mailed = async () => {
    await deliverAccountMails(target);
    return target.mails.filter(({ to, subject }) => to === email && subject === "Choose a new password").length;
  };
  expect(await mailed()).toBe(5);
  expect((await ask({})).status).toBe(200);
  expect(await mailed()).toBe(6);
  // In the same network, the owner's own browser is known.
  expect((await ask({ ip: stranger, cookie: device })).status).toBe(200);
  expect(await mailed()).toBe(7);
  // From many networks together an hour has 30, and the owner's own browser has its own.
  for (let network = 0; network < 30; network += 1) await ask({});
  expect(await mailed()).toBe(31);
  expect((await ask({ cookie: device })).status).toBe(200);
  expect(await mailed()).toBe(32);
});

test("a password change without a session uses up nobody's tries", async () => {
  const { session } = await signUp();
  const ip = newAddress();
  for (let times = 0; times < 40; times += 1) {
    expect((await post("/change-password", { currentPassword: password, newPassword: "Another horse 2" }, { ip })).status).toBe(401);
  }
  const change = { currentPassword: password, newPassword: "Another horse 2" };
  expect((await post("/change-password", change, { ip, cookie: session })).status).toBe(200);
});

test("an account knows its fifty latest devices", async () => {
  const { email } = await signUp();
  await target.database.admin.query(
    `insert into known_devices (user_id, id, session_id, last_used_at)
     select u.id, 'old' || n, 'ses', now() - interval '1 day' from users u, generate_series(1, 60) n where u.email = $1`,
    [email],
  );
  expect((await signIn(email, password)).status).toBe(200);
  expect(await known(email)).toBe(50);
});

async function known(email: string): Promise<number> {
  const { rows } = await target.database.admin.query<{ n: number }>(
    "select count(*)::int as n from known_devices d join users u on u.id = d.user_id where u.email = $1",
    [email],
  );
  return rows[0]!.n;
}
