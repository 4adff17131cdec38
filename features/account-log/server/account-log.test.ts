import { expect, test } from "vitest";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call, createKey, createMember, createOrganization, createUser } from "#testing/factories.ts";
import { deliverAccountMails } from "#testing/run-job.ts";
import { operatorKey } from "#access/authenticate.ts";
import { AccountEvent, retentionDays, sayEvent } from "../contract.ts";
import { sweepAccountEvents } from "./sweep-account-events.ts";

const target = useApp();
const password = "Correct horse 1";
const firefox = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0";
let count = 0;
const newEmail = () => `logged${++count}@example.com`;
const sql = async <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  (await target.database.admin.query(text, values)).rows as Row[];

type Where = { ip?: string; cookie?: string; key?: string };

/** As from somewhere: by whatever address and with a browser. */
async function ask<Body>(line: string, body?: object, { ip = "198.51.100.7", cookie, key }: Where = {}) {
  const [method = "GET", path = ""] = line.split(" ");
  const headers = {
    "content-type": "application/json",
    "user-agent": firefox,
    origin: testAppUrl,
    ...(cookie ? { cookie } : {}),
    ...(key ? { authorization: `Bearer ${key}` } : {}),
  };
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const response = await target.app.request(path, init, { incoming: { socket: { remoteAddress: ip } } });
  const cookies = response.headers.getSetCookie().map((one) => one.split(";")[0]!);
  const text = await response.text();
  const session = cookies.find((one) => one.startsWith("botcadence.session_token=")) ?? "";
  return { status: response.status, session, body: (text ? JSON.parse(text) : null) as Body };
}
const auth = (path: string, body: object, where?: Where) => ask<object>(`POST /api/auth${path}`, body, where);
const signUp = async (email = newEmail()) => ({ email, cookie: (await auth("/sign-up/email", { email, password })).session });
type List = { data: AccountEvent[]; total: number };
const logOf = async (cookie: string, search = "") =>
  (await ask<List>(`GET /v1/me/account-events?per_page=100${search}`, undefined, { cookie })).body;
const linkTo = (email: string, subject: string) =>
  new URL(/https?:\/\/\S+/.exec(target.mails.findLast((mail) => mail.to === email && mail.subject === subject)!.text)![0]);

test("the log says what happened to the account, when and from where, the newest first", async () => {
  const { email, cookie } = await signUp();
  await auth("/sign-in/email", { email, password: "Wrong horse 1" }, { ip: "2001:db8:1:2::7" });
  await auth("/sign-in/email", { email, password: "Wrong horse 1" }, { ip: "2001:db8:1:2::8" });
  await auth("/sign-in/email", { email, password: "Wrong horse 1" }, { ip: "203.0.113.9" });
  const elsewhere = await auth("/sign-in/email", { email, password }, { ip: "203.0.113.9" });
  await auth("/sign-out", {}, { ip: "203.0.113.10", cookie: elsewhere.session });
  const { data, total } = await logOf(cookie);
  expect(data.map((event) => [sayEvent(event), event.ip_address])).toEqual([
    ["Signed out", "203.0.113.10"],
    ["Signed in", "203.0.113.9"],
    ["Sign-in failed: wrong password", "203.0.113.9"],
    ["Sign-in failed: wrong password, 2 times", "2001:db8:1:2::/64"],
    ["Account created", "198.51.100.7"],
  ]);
  expect(new Set(data.map(({ user_agent }) => user_agent))).toEqual(new Set([firefox]));
  expect(total).toBe(5);
  expect(AccountEvent.array().safeParse(data).success).toBe(true);
  const second = await ask<List>("GET /v1/me/account-events?per_page=2&page=2", undefined, { cookie });
  expect(second.body.data.map(({ id }) => id)).toEqual(data.slice(2, 4).map(({ id }) => id));
});

test("failures of a network are one row an hour, however many come at once, from whichever of its addresses", async () => {
  const { email, cookie } = await signUp();
  const fail = (ip: string) => auth("/sign-in/email", { email, password: "Wrong horse 1" }, { ip });
  await Promise.all(Array.from({ length: 8 }, (_, index) => fail(`2001:db8:7:1::${index + 1}`)));
  await sql("update account_events set created_at = created_at - interval '1 hour' where kind = 'sign_in_failed'");
  await fail("2001:db8:7:1::9");
  await fail("2001:db8:7:2::1");
  const failures = (await logOf(cookie)).data.filter(({ kind }) => kind === "sign_in_failed");
  expect(failures.map((event) => [event.ip_address, event.count])).toEqual([
    ["2001:db8:7:2::/64", 1],
    ["2001:db8:7:1::/64", 1],
    ["2001:db8:7:1::/64", 8],
  ]);
});

test("a failed sign-in to an address without an account is nobody's", async () => {
  const before = await sql("select from account_events");
  expect((await auth("/sign-in/email", { email: newEmail(), password })).status).toBe(401);
  expect(await sql("select from account_events")).toHaveLength(before.length);
});

test("a new password by a link, and one by the old one, are told apart, and the owner is mailed", async () => {
  const { email } = await signUp();
  await auth("/request-password-reset", { email }, { ip: "203.0.113.1" });
  await auth("/request-password-reset", { email }, { ip: "203.0.113.1" });
  await deliverAccountMails(target);
  const token = linkTo(email, "Choose a new password").searchParams.get("token");
  expect((await auth("/reset-password", { token, newPassword: "Another horse 2" }, { ip: "203.0.113.2" })).status).toBe(200);
  const { session } = await auth("/sign-in/email", { email, password: "Another horse 2" });
  const change = { currentPassword: "Another horse 2", newPassword: "Third horse 3" };
  expect((await auth("/change-password", change, { ip: "203.0.113.3", cookie: session })).status).toBe(200);
  const { data } = await logOf(session);
  expect(data.map((event) => [sayEvent(event), event.ip_address])).toEqual(
    [
      ["Password changed", "203.0.113.3"],
      ["Signed in", "198.51.100.7"],
      // The link was mailed, so it proves the address as well.
      ["Email address confirmed", "203.0.113.2"],
      ["Session ended", "203.0.113.2"],
      ["New password chosen by a link", "203.0.113.2"],
      ["A link for a new password was requested, 2 times", "203.0.113.1"],
      ["Account created", "198.51.100.7"],
    ].toSorted((a, b) => order(a, data) - order(b, data)),
  );
  await deliverAccountMails(target);
  const told = target.mails.filter((mail) => mail.to === email && mail.subject === "Your password was changed");
  expect(told.map(({ text }) => /network address (\S+)\./.exec(text)?.[1])).toEqual(["203.0.113.2", "203.0.113.3"]);
});

test("a password that was not changed is not told of", async () => {
  const { email, cookie } = await signUp();
  await auth("/change-password", { currentPassword: "Wrong horse 1", newPassword: "Third horse 3" }, { cookie });
  expect((await logOf(cookie)).data.map(({ kind }) => kind)).toEqual(["sign_in"]);
  await deliverAccountMails(target);
  expect(target.mails.filter((mail) => mail.to === email).map(({ subject }) => subject)).not.toContain("Your password was changed");
});

test("a session that was ended says which one it was, and from where", async () => {
  const { email, cookie } = await signUp();
  await auth("/sign-in/email", { email, password }, { ip: "203.0.113.9" });
  expect((await ask("POST /v1/me/sessions/revoke-others", {}, { cookie, ip: "203.0.113.1" })).status).toBe(204);
  const { data } = await logOf(cookie);
  expect(data[0]).toMatchObject({
    kind: "session_ended",
    ip_address: "203.0.113.1",
    user_agent: firefox,
    details: { ended_ip_address: "203.0.113.9", ended_user_agent: firefox },
  });
});

test("a changed address, a confirmed one, a closed and a restored account are in it", async () => {
  const { email, cookie } = await signUp();
  const [user] = await sql<{ id: string }>("select id from users where email = $1", [email]);
  const next = newEmail();
  await sql("update users set email_verified = true where id = $1", [user!.id]);
  await sql("update users set email = $2 where id = $1", [user!.id, next]);
  expect((await ask("DELETE /v1/me", { password }, { cookie, ip: "203.0.113.4" })).status).toBe(200);
  const { session } = await auth("/sign-in/email", { email: next, password, restore: true }, { ip: "203.0.113.5" });
  const { data } = await logOf(session);
  expect(data.map((event) => [sayEvent(event), event.ip_address])).toEqual([
    ["Signed in", "203.0.113.5"],
    ["Account restored", "203.0.113.5"],
    ["Account closed", "203.0.113.4"],
    [`Email address changed from ${email} to ${next}`, null],
    ["Email address confirmed", null],
    ["Account created", "198.51.100.7"],
  ]);
});

test("what one request says of where it comes from is not said by another on the same connection", async () => {
  const { email } = await signUp();
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => auth("/sign-in/email", { email, password }, { ip: `203.0.113.${index + 1}` })),
  );
  const settings = await Promise.all(
    Array.from({ length: 20 }, () =>
      target.platform.database.identityPool.query<{ said: string | null }>("select current_setting('app.request_from', true) as said"),
    ),
  );
  expect(new Set(settings.map(({ rows }) => rows[0]?.said || ""))).toEqual(new Set([""]));
});

test("a key that is used for the first time is in its maker's log and in the organization's list, once", async () => {
  const { id, owner } = await createOrganization(target);
  const { key } = await createKey(target, id, owner.id, ["project:read"], { name: "Importer" });
  const use = (ip: string) => ask(`GET /v1/organizations/${id}/projects`, undefined, { key, ip });
  expect((await use("203.0.113.6")).status).toBe(200);
  await sql("update api_keys set last_used_at = now() - interval '1 hour' where organization_id = $1", [id]);
  expect((await use("203.0.113.7")).status).toBe(200);
  const uses = (await logOf(owner.cookie)).data.filter(({ kind }) => kind === "api_key_first_used");
  expect(uses.map((event) => [sayEvent(event), event.ip_address])).toEqual([["API key “Importer” used for the first time", "203.0.113.6"]]);
  const { body } = await call<{ data: object[] }>(target, owner, `GET /v1/organizations/${id}/api-keys`);
  expect(body.data).toMatchObject([{ first_used_from: "203.0.113.6", first_used_at: uses[0]!.created_at, last_used_from: "203.0.113.7" }]);
});

test("a key whose maker's account is locked is used without waiting, and its next use is the first", async () => {
  const { id, owner } = await createOrganization(target);
  const { key } = await createKey(target, id, owner.id, ["project:read"]);
  await sql("begin");
  try {
    await sql("select from users where id = $1 for update", [owner.id]);
    expect((await ask(`GET /v1/organizations/${id}/projects`, undefined, { key })).status).toBe(200);
  } finally {
    await sql("rollback");
  }
  expect((await logOf(owner.cookie)).data.some(({ kind }) => kind === "api_key_first_used")).toBe(false);
  await ask(`GET /v1/organizations/${id}/projects`, undefined, { key });
  expect((await logOf(owner.cookie)).data.some(({ kind }) => kind === "api_key_first_used")).toBe(true);
});

test("Owners see when their members signed in last, others do not, and nobody sees more of a log than that", async () => {
  const { id, owner } = await createOrganization(target);
  const admin = await createMember(target, id, "admin");
  const stranger = await createUser(target);
  await sql("update account_events set created_at = '2026-05-01T00:00:00Z' where user_id = $1", [admin.id]);
  const members = async (as: { cookie: string }) =>
    (await call<{ data: { id: string; last_sign_in_at?: string }[] }>(target, as, `GET /v1/organizations/${id}/members`)).body.data;
  const ofAdmin = (list: { id: string; last_sign_in_at?: string }[]) => list.find((member) => member.id === admin.membershipId);
  expect(ofAdmin(await members(owner))?.last_sign_in_at).toBe("2026-05-01T00:00:00.000Z");
  expect(ofAdmin(await members(admin))).not.toHaveProperty("last_sign_in_at");

  await sql("insert into account_events (user_id, kind, ip_address) values ($1, 'password_changed', '203.0.113.8')", [admin.id]);
  const seen = await target.platform.database.transaction({ kind: "tenant", organizationId: id }, "read", ({ db }) =>
    db.selectFrom("account_events").select(["user_id", "kind"]).execute(),
  );
  expect(seen.map(({ kind }) => kind)).toEqual(["sign_in", "sign_in"]);
  expect(seen.map(({ user_id }) => user_id)).not.toContain(stranger.id);
  const addresses = target.platform.database.transaction({ kind: "tenant", organizationId: id }, "read", ({ db }) =>
    db.selectFrom("account_events").select("ip_address").execute(),
  );
  await expect(addresses).rejects.toThrow("permission denied");
});

test("nobody sees another's log, and the operator sees it by the address", async () => {
  const [mine, other] = [await signUp(), await signUp()];
  expect((await logOf(mine.cookie)).total).toBe(1);
  const key = operatorKey(target.platform);
  const read = (email: string) => ask<List>(`GET /v1/operator/account-events?email=${encodeURIComponent(email)}`, undefined, { key });
  expect((await read(other.email.toUpperCase())).body).toEqual(await logOf(other.cookie).then((list) => ({ ...list, per_page: 20 })));
  expect((await read(newEmail())).status).toBe(422);
  expect((await ask("GET /v1/operator/account-events?email=x", undefined, { cookie: mine.cookie })).status).toBe(404);
});

test(`after ${retentionDays} days an event is gone`, async () => {
  const { email, cookie } = await signUp();
  const [user] = await sql<{ id: string }>("select id from users where email = $1", [email]);
  const insert = (days: number) =>
    sql("insert into account_events (user_id, kind, created_at) values ($1, 'password_changed', now() - $2 * interval '1 day')", [
      user!.id,
      days,
    ]);
  await insert(retentionDays - 1);
  await insert(retentionDays + 1);
  await sweepAccountEvents.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(60_000) });
  expect((await logOf(cookie)).data.filter(({ kind }) => kind === "password_changed")).toHaveLength(1);
});

test("a sign-in that cannot be noted is refused, and a failure that cannot be noted stays a failure", async () => {
  const { email } = await signUp();
  await sql("alter table account_events rename to account_events_away");
  try {
    expect((await auth("/sign-in/email", { email, password: "Wrong horse 1" })).status).toBe(401);
    const failed = await auth("/sign-in/email", { email, password });
    expect([failed.status, failed.body]).toMatchObject([500, { error: { code: "internal" } }]);
  } finally {
    await sql("alter table account_events_away rename to account_events");
  }
  expect((await auth("/sign-in/email", { email, password })).status).toBe(200);
});

/** Where two lines that are written in one moment stand. */
function order([sentence]: (string | null)[], data: AccountEvent[]): number {
  return data.findIndex((event) => sayEvent(event) === sentence);
}
