import { expect, test, vi } from "vitest";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call, createInvitation, createKey, createMember, createOrganization, createUser, type TestUser } from "#testing/factories.ts";
import { deliverAccountMails } from "#testing/run-job.ts";
import { freePort } from "#testing/free-port.ts";

const target = useApp();
/** Its mail server takes no connection. */
const withoutServer = useApp({ sendsMail: true, variables: { SMTP_URL: `smtp://127.0.0.1:${await freePort()}` } });
const password = "Correct horse 1";
let count = 0;
const newEmail = () => `reader${count++}@example.com`;
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);

type Body = { error?: { message: string; field_errors?: Record<string, string> }; [field: string]: unknown };

async function post(path: string, body: object, cookie = "") {
  const headers = { "content-type": "application/json", origin: testAppUrl, cookie };
  const response = await target.app.request(`/api/auth${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const cookies = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return { status: response.status, body: (await response.json().catch(() => ({}))) as Body, cookie: cookies.join("; ") };
}
const signUp = (email: string) => post("/sign-up/email", { email, password, name: "Ann Example" });
const signIn = (email: string, secret = password) => post("/sign-in/email", { email, password: secret });
const me = (cookie: string) =>
  call<{ user: { email: string; email_verified: boolean } }>(target, { cookie }, "GET /v1/me").then(({ status, body }) => ({
    status,
    ...body.user,
  }));
const linkOf = async (token: string, cookie = "") =>
  (await target.app.request(`/api/auth/account-link?token=${token}`, { headers: { cookie } })).json() as Promise<Body>;
const confirm = (token: string, cookie: string) => post("/verify-email", { token }, cookie);

/** The token of the newest link that was mailed to an address. */
async function tokenTo(email: string): Promise<string> {
  await deliverAccountMails(target);
  return /token=([\w-]+)/.exec(target.mails.findLast((mail) => mail.to === email)?.text ?? "")?.[1] ?? "";
}

/** An account with an address that no link has confirmed yet, with a session. */
async function unconfirmed(email = newEmail()): Promise<TestUser> {
  const user = await createUser(target, email);
  await sql("update users set email_verified = false where id = $1", [user.id]);
  return user;
}

async function askConfirmation(email: string): Promise<string> {
  await post("/send-verification-email", { email });
  return tokenTo(email);
}

async function askReset(email: string): Promise<string> {
  await post("/request-password-reset", { email });
  return tokenTo(email);
}

test("the link that confirms an address works once, in the session of its account and in no other", async () => {
  const email = newEmail();
  const { cookie } = await signUp(email);
  const token = await tokenTo(email);
  const stranger = await createUser(target);
  expect(await linkOf(token)).toEqual({ state: "open", kind: "confirm_address", email: "r…@example.com", for_you: null });
  expect(await linkOf(token, stranger.cookie)).toMatchObject({ state: "open", for_you: false, email: "r…@example.com" });
  expect(await linkOf(token, cookie)).toMatchObject({ for_you: true, email });
  expect((await confirm(token, "")).status).toBe(401);
  expect((await confirm(token, stranger.cookie)).status).toBe(403);
  expect((await me(cookie)).email_verified).toBe(false);
  expect((await confirm(token, cookie)).body).toEqual({ kind: "confirm_address", email, first: true });
  expect((await me(cookie)).email_verified).toBe(true);
  expect(await linkOf(token, cookie)).toMatchObject({ state: "used" });
  const again = await confirm(token, cookie);
  expect([again.status, Object.keys(again.body.error!.field_errors!)]).toEqual([422, ["token"]]);
});

test("ten who use one link at once get one confirmation", async () => {
  const user = await unconfirmed();
  const token = await askConfirmation(user.email);
  const answers = await Promise.all(Array.from({ length: 10 }, () => confirm(token, user.cookie)));
  expect(answers.filter(({ status }) => status === 200).length).toBe(1);
});

test("a link that is cut off, unknown or older than an hour does nothing and says so", async () => {
  const user = await unconfirmed();
  const token = await askConfirmation(user.email);
  for (const wrong of [token.slice(0, -3), "x".repeat(32), ""]) {
    expect(await linkOf(wrong, user.cookie)).toEqual({ state: "over", kind: null, email: null, for_you: null });
    expect((await confirm(wrong, user.cookie)).status).toBe(422);
  }
  vi.useFakeTimers({ now: Date.now() + 61 * 60 * 1000, toFake: ["Date"] });
  try {
    expect(await linkOf(token, user.cookie)).toMatchObject({ state: "over" });
    expect((await confirm(token, user.cookie)).status).toBe(422);
  } finally {
    vi.useRealTimers();
  }
  expect((await me(user.cookie)).email_verified).toBe(false);
});

test("a link does only what it was mailed for", async () => {
  const user = await unconfirmed();
  const reset = await askReset(user.email);
  expect((await confirm(reset, user.cookie)).status).toBe(422);
  const confirmation = await askConfirmation(user.email);
  expect((await post("/reset-password", { token: confirmation, newPassword: "Another horse 2" })).status).toBe(422);
  expect((await me(user.cookie)).email_verified).toBe(false);
});

test("the first confirmation ends the account's other sessions, a later one does not", async () => {
  const email = newEmail();
  const squatter = await signUp(email);
  const { cookie } = await signIn(email);
  const later = await askConfirmation(email);
  expect((await confirm(await askConfirmation(email), cookie)).body).toMatchObject({ first: true });
  expect((await me(squatter.cookie)).status).toBe(401);
  expect((await me(cookie)).status).toBe(200);
  const elsewhere = await signIn(email);
  expect((await confirm(later, cookie)).body).toMatchObject({ first: false });
  expect((await me(elsewhere.cookie)).status).toBe(200);
});

test("the mailed link of an invitation confirms the address, and is a first confirmation like any other", async () => {
  const { id, owner } = await createOrganization(target);
  const email = newEmail();
  const squatter = await signUp(email);
  const { cookie } = await signIn(email);
  const token = await createInvitation(target, id, { email, inviter: owner });
  const { body } = await call(target, { cookie }, `POST /v1/invitations/${token}/accept`, {});
  expect(body).toEqual({ organization_id: id, role: "member", confirmed: true });
  expect((await me(cookie)).email_verified).toBe(true);
  expect((await me(squatter.cookie)).status).toBe(401);
});

test("the keys that were made before an address was confirmed are listed and revoked together, each organization told", async () => {
  const [here, there] = [await createOrganization(target, "Here"), await createOrganization(target, "There")];
  const user = await createMember(target, here.id, "admin");
  await sql("insert into memberships (organization_id, id, user_id, role) values ($1, $2, $3, 'admin')", [
    there.id,
    user.membershipId.replace(/.$/, "0"),
    user.id,
  ]);
  const keys = [
    await createKey(target, here.id, user.id, ["project:read"], { name: "First" }),
    await createKey(target, there.id, user.id, ["project:read"], { name: "Second" }),
  ];
  const others = await createKey(target, here.id, here.owner.id, ["project:read"]);
  const { body } = await call<{ data: { id: string; organization: { name: string } }[] }>(target, user, "GET /v1/me/api-keys");
  expect(body.data.map(({ id, organization }) => [id, organization.name])).toEqual([
    [keys[1]!.id, "There"],
    [keys[0]!.id, "Here"],
  ]);
  expect((await call(target, user, "DELETE /v1/me/api-keys")).status).toBe(204);
  const status = async (key: string, organization: string) =>
    (await call(target, { key }, `GET /v1/organizations/${organization}/projects`)).status;
  expect(await status(keys[0]!.key, here.id)).toBe(401);
  expect(await status(keys[1]!.key, there.id)).toBe(401);
  expect(await status(others.key, here.id)).toBe(200);
  const { rows } = await sql(
    "select organization_id, target_label from audit_entries where action = 'api_key.revoke_own' order by target_label",
  );
  expect(rows).toEqual([
    { organization_id: here.id, target_label: "First" },
    { organization_id: there.id, target_label: "Second" },
  ]);
});

test("a forgotten password is replaced by the mailed link, once, and nobody who had the account before is left in it", async () => {
  const { id } = await createOrganization(target);
  const user = await createMember(target, id, "admin");
  await sql("update users set email_verified = false where id = $1", [user.id]);
  const { key, id: keyId } = await createKey(target, id, user.id, ["project:read"]);
  const others = await createKey(target, id, (await createMember(target, id, "admin")).id, ["project:read"]);
  const pending = await askConfirmation(user.email);
  const token = await askReset(user.email);
  expect(await linkOf(token)).toMatchObject({ state: "open", kind: "reset_password" });
  expect((await post("/reset-password", { token, newPassword: "weak" })).status).toBe(422);
  expect((await post("/reset-password", { token, newPassword: "Another horse 2" })).status).toBe(200);
  expect(await linkOf(token)).toMatchObject({ state: "used" });
  expect((await post("/reset-password", { token, newPassword: "Another horse 3" })).status).toBe(422);
  expect((await me(user.cookie)).status).toBe(401);
  const projects = `GET /v1/organizations/${id}/projects`;
  expect((await call(target, { key }, projects)).status).toBe(401);
  expect((await call(target, others, projects)).status).toBe(200);
  const { cookie, status } = await signIn(user.email, "Another horse 2");
  expect(status).toBe(200);
  expect((await me(cookie)).email_verified).toBe(true);
  expect((await confirm(pending, cookie)).status).toBe(422);
  const { rows } = await sql(
    "select actor_id, target_id, before->>'name' as name from audit_entries where organization_id = $1 and action = 'account.reset_password'",
    [id],
  );
  expect(rows).toEqual([{ actor_id: user.id, target_id: keyId, name: "Importer" }]);
});

test("a reset that fails midway leaves everything as it was", async () => {
  const { id } = await createOrganization(target);
  const user = await createMember(target, id, "admin");
  const { key } = await createKey(target, id, user.id, ["project:read"]);
  const token = await askReset(user.email);
  await sql("create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$");
  await sql(
    `create trigger refuse before insert on audit_entries for each row when (new.action = 'account.reset_password') execute function refuse()`,
  );
  try {
    expect((await post("/reset-password", { token, newPassword: "Another horse 2" })).status).toBe(500);
  } finally {
    await sql("drop trigger refuse on audit_entries; drop function refuse");
  }
  expect((await me(user.cookie)).status).toBe(200);
  expect((await call(target, { key }, `GET /v1/organizations/${id}/projects`)).status).toBe(200);
  expect((await signIn(user.email, "Another horse 2")).status).toBe(401);
  expect((await post("/reset-password", { token, newPassword: "Another horse 2" })).status).toBe(200);
});

test("a link to a new password ends the old one, and ends itself when the password is changed by hand", async () => {
  const email = newEmail();
  const { cookie } = await signUp(email);
  const unused = await askReset(email);
  const change = { currentPassword: password, newPassword: "Another horse 2" };
  expect((await post("/change-password", change, cookie)).status).toBe(200);
  expect((await post("/reset-password", { token: unused, newPassword: "Another horse 3" })).status).toBe(422);
  expect((await post("/reset-password", { token: await askReset(email), newPassword: "Another horse 4" })).status).toBe(200);
  expect((await signIn(email, "Another horse 2")).status).toBe(401);
  expect((await signIn(email, "Another horse 4")).status).toBe(200);
});

test("the operator's link sets a password and proves no address", async () => {
  const user = await unconfirmed();
  const { makeResetLink } = await import("./make-reset-link.ts");
  const link = await makeResetLink(target.platform, user.email);
  const token = new URL(link!).searchParams.get("token")!;
  expect((await post("/reset-password", { token, newPassword: "Another horse 2" })).status).toBe(200);
  const { cookie } = await signIn(user.email, "Another horse 2");
  expect((await me(cookie)).email_verified).toBe(false);
});

test("an address is changed by the password and the new address's link; the old one is told, other sessions end", async () => {
  const [email, next] = [newEmail(), newEmail()];
  const { cookie } = await signUp(email);
  const elsewhere = await signIn(email);
  const wrong = await post("/change-email", { newEmail: next, password: "Wrong horse 1" }, cookie);
  expect(Object.keys(wrong.body.error!.field_errors!)).toEqual(["password"]);
  expect(Object.keys((await post("/change-email", { newEmail: next }, cookie)).body.error!.field_errors!)).toEqual(["password"]);
  expect(await tokenTo(next)).toBe("");
  const reset = await askReset(email);
  expect((await post("/change-email", { newEmail: next, password }, cookie)).status).toBe(200);
  expect((await me(cookie)).email).toBe(email);
  const token = await tokenTo(next);
  expect((await confirm(token, (await createUser(target)).cookie)).status).toBe(403);
  expect((await confirm(token, cookie)).body).toEqual({ kind: "change_address", email: next, first: true });
  expect(await me(cookie)).toMatchObject({ email: next, email_verified: true });
  expect((await me(elsewhere.cookie)).status).toBe(401);
  expect((await confirm(token, cookie)).status).toBe(422);
  await deliverAccountMails(target);
  expect(target.mails.findLast(({ to }) => to === email)?.text).toContain(`You now sign in with ${next}`);
  // What was mailed to the old address opens nothing any more.
  expect((await post("/reset-password", { token: reset, newPassword: "Another horse 2" })).status).toBe(422);
});

test("an account without a password changes its address by a mailed code, for that address alone", async () => {
  const [user, next] = [await createUser(target), newEmail()];
  const asked = await post("/change-email", { newEmail: next }, user.cookie);
  expect([asked.status, asked.body.confirmation]).toEqual([202, "code_sent"]);
  const code = /\b\d{6}\b/.exec(target.mails.findLast(({ to }) => to === user.email)!.text)![0];
  expect((await post("/change-email", { newEmail: newEmail(), code }, user.cookie)).status).toBe(422);
  const wrong = code === "000000" ? "000001" : "000000";
  expect((await post("/change-email", { newEmail: next, code: wrong }, user.cookie)).status).toBe(422);
  expect((await post("/change-email", { newEmail: next, code }, user.cookie)).status).toBe(200);
  expect((await post("/change-email", { newEmail: next, code }, user.cookie)).status).toBe(422);
  expect((await confirm(await tokenTo(next), user.cookie)).status).toBe(200);
  expect((await me(user.cookie)).email).toBe(next);
});

test("an address that somebody took between the mail and its link is told to its owner alone, and the link stays", async () => {
  const [user, next] = [await createUser(target), newEmail()];
  await post("/change-email", { newEmail: next }, user.cookie);
  const code = /\b\d{6}\b/.exec(target.mails.findLast(({ to }) => to === user.email)!.text)![0];
  await post("/change-email", { newEmail: next, code }, user.cookie);
  const token = await tokenTo(next);
  await createUser(target, next);
  expect((await confirm(token, user.cookie)).status).toBe(409);
  expect((await me(user.cookie)).email).toBe(user.email);
});

test("a mail that could not be sent is not counted, so that it goes out once the mail server is back", async () => {
  const user = await createUser(withoutServer);
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await withoutServer.platform.jobs.sendNow("account.mail", resetOf(user.email));
    await expect(deliverAccountMails(withoutServer)).rejects.toThrow("ECONNREFUSED");
  }
  expect((await withoutServer.database.admin.query("select from account_mails")).rows).toEqual([]);
});

test("one address gets five mails of a kind an hour for each network that asks", async () => {
  const limited = useLimits();
  const user = await unconfirmed();
  limited.on = true;
  try {
    for (let index = 0; index < 8; index += 1) await target.platform.jobs.sendNow("account.mail", resetOf(user.email));
    await deliverAccountMails(target);
  } finally {
    limited.on = false;
  }
  expect(target.mails.filter(({ to }) => to === user.email).length).toBe(5);
});

const resetOf = (email: string) => ({ organization_id: null, payload: { kind: "reset_password", email, asked_by: "198.51.100.7" } });
const useLimits = () => target.platform.limits as { on: boolean };
