import { beforeAll, describe, expect, test } from "vitest";
import { freePort } from "#testing/free-port.ts";
import { testAppUrl, useApp, type TestApp } from "#testing/app.ts";
import { call, createInvitation, createOrganization, createUser } from "#testing/factories.ts";
import { deliverAccountMails } from "#testing/run-job.ts";
import { useRealPasswords } from "#testing/passwords.ts";

useRealPasswords();
const password = "Correct horse 1";
/** Nobody listens there. */
const closedPort = await freePort();
let count = 0;
const newEmail = () => `probe${count++}@example.com`;

type Answer = { status: number; body: string; ms: number };

async function post(target: TestApp, path: string, body: object, cookie = ""): Promise<Answer> {
  const started = performance.now();
  const response = await target.app.request(`/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: testAppUrl, cookie },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const ms = performance.now() - started;
  // Each answer has an id of its own.
  return { status: response.status, body: text.replace(/"req_\w+"/, '""'), ms };
}

/** Somebody who has signed up with a password. */
async function withPassword(target: TestApp, email = newEmail()): Promise<string> {
  const response = await target.app.request("/api/auth/sign-up/email", {
    method: "POST",
    headers: { "content-type": "application/json", origin: testAppUrl },
    body: JSON.stringify({ email, password, name: "Ann" }),
  });
  expect(response.status).toBe(200);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/**
 * Asks in turn about an address that has an account and about one that has none: neither answer tells which it was.
 * Whatever else the machine does makes some slower and none faster, so the fastest of both are compared, and asked for again
 * until they meet. A mail or a hashed password on one side alone would be ten times the other however often it is asked.
 */
async function expectAlike(askKnown: () => Promise<Answer>, askUnknown: () => Promise<Answer>): Promise<Answer> {
  const [known, unknown]: [Answer[], Answer[]] = [[], []];
  const fastest = () => [known, unknown].map((answers) => Math.min(...answers.map(({ ms }) => ms)));
  const areAlike = () => Math.max(...fastest()) < Math.min(...fastest()) * 2 + 5;
  for (let round = 0; round < 4 || (round < 40 && !areAlike()); round += 1) {
    known.push(await askKnown());
    unknown.push(await askUnknown());
  }
  const said = ({ status, body }: Answer) => ({ status, body });
  expect(new Set([...known, ...unknown].map((answer) => JSON.stringify(said(answer)))).size).toBe(1);
  expect(areAlike(), `the fastest took ${fastest().join(" and ")} ms`).toBe(true);
  return known[0]!;
}

/** Where mail is delivered, and where the mail server takes no connection. */
describe.each(["with mail", "with the mail server down"])("%s", (where) => {
  const isDown = where !== "with mail";
  const target = useApp({ sendsMail: isDown, variables: isDown ? { SMTP_URL: `smtp://127.0.0.1:${closedPort}`, SIGN_UP: "open" } : {} });
  // Where mail is sent, limits hold: one of them would answer long before the machine is quiet.
  beforeAll(() => void Object.assign(target.platform.limits, { on: false }));

  test("a reset that is asked for does not tell whether the address has an account", async () => {
    const user = await createUser(target, newEmail());
    const ask = (email: string) => post(target, "/request-password-reset", { email });
    const { status } = await expectAlike(
      () => ask(user.email),
      () => ask(newEmail()),
    );
    expect(status).toBe(200);
  });

  test("a confirmation that is asked for again does not tell whether the address has an account, or is confirmed", async () => {
    const [confirmed, open, another] = await Promise.all([1, 2, 3].map(() => createUser(target, newEmail())));
    await target.database.admin.query("update users set email_verified = false where id = any($1)", [[open!.id, another!.id]]);
    const ask = (email: string, cookie = "") => post(target, "/send-verification-email", { email }, cookie);
    await expectAlike(
      () => ask(open!.email),
      () => ask(newEmail()),
    );
    await expectAlike(
      () => ask(confirmed!.email),
      () => ask(newEmail()),
    );
    await expectAlike(
      () => ask(another!.email, confirmed!.cookie),
      () => ask(newEmail(), confirmed!.cookie),
    );
  });

  test("a change of address does not tell whether another account has it", async () => {
    const cookie = await withPassword(target);
    const taken = await createUser(target, newEmail());
    const ask = (newEmail: string) => post(target, "/change-email", { newEmail, password }, cookie);
    const { status } = await expectAlike(
      () => ask(taken.email),
      () => ask(newEmail()),
    );
    expect(status).toBe(200);
  });

  test("a wrong password does not tell whether the address has an account, or one without a password", async () => {
    const email = newEmail();
    await withPassword(target, email);
    const byGoogle = await createUser(target, newEmail());
    const ask = (address: string) => post(target, "/sign-in/email", { email: address, password: "Wrong horse 1" });
    const { status } = await expectAlike(
      () => ask(email),
      () => ask(newEmail()),
    );
    expect(status).toBe(401);
    await expectAlike(
      () => ask(byGoogle.email),
      () => ask(newEmail()),
    );
  });
});

describe("where sign-up is closed", () => {
  const target = useApp({ variables: { SIGN_UP: "invitation" } });

  test("it does not tell whether an address has an account, and the invitation is looked at first", async () => {
    const { id, owner } = await createOrganization(target);
    const ask = (email: string, more: object = {}) => post(target, "/sign-up/email", { email, password, ...more });
    const { status } = await expectAlike(
      () => ask(owner.email),
      () => ask(newEmail()),
    );
    expect(status).toBe(403);
    const foreign = await createInvitation(target, id, { email: newEmail() });
    await expectAlike(
      () => ask(owner.email, { invitation_token: foreign }),
      () => ask(newEmail(), { invitation_token: foreign }),
    );
    await expectAlike(
      () => ask(owner.email, { invitation_token: "x".repeat(32) }),
      () => ask(newEmail(), { invitation_token: "x".repeat(32) }),
    );
    await deliverAccountMails(target);
    expect(target.mails.filter(({ to }) => to === owner.email)).toEqual([]);
  });
});

describe("where sign-up is open", () => {
  const target = useApp({ variables: { SIGN_UP: "open", APP_URL: "https://agents.example" } });

  test("a network that tries many taken addresses learns of no further one, and may not go through a list", async () => {
    const taken = await Promise.all(Array.from({ length: 12 }, () => createUser(target, newEmail())));
    const ask = (email: string) =>
      target.app.request("/api/auth/sign-up/email", {
        method: "POST",
        headers: { "content-type": "application/json", origin: "https://agents.example" },
        body: JSON.stringify({ email, password }),
      });
    expect(target.platform.limits.on).toBe(true);
    const statuses: number[] = [];
    for (const { email } of taken) statuses.push((await ask(email)).status);
    expect(statuses).toEqual([...Array(10).fill(422), 429, 429]);
    expect((await ask(newEmail())).status).toBe(429);
  });
});

describe("the owner of a taken address", () => {
  const target = useApp({ variables: { SIGN_UP: "open" } });
  const mailsTo = (email: string) => target.mails.filter(({ to }) => to === email);

  test("is mailed when somebody signs up with it or wants it for their account, and once a day", async () => {
    const owner = await createUser(target, newEmail());
    const cookie = await withPassword(target);
    Object.assign(target.platform.limits, { on: true });
    expect((await post(target, "/sign-up/email", { email: owner.email.toUpperCase(), password })).status).toBe(422);
    for (let round = 0; round < 3; round += 1) {
      await post(target, "/sign-up/email", { email: owner.email, password });
      await post(target, "/change-email", { newEmail: owner.email, password }, cookie);
    }
    await deliverAccountMails(target);
    expect(mailsTo(owner.email).map(({ subject }) => subject)).toEqual(["You already have an account"]);
    await target.database.admin.query("update account_mails set sent_at = sent_at - interval '25 hours'");
    await post(target, "/sign-up/email", { email: owner.email, password });
    await deliverAccountMails(target);
    expect(mailsTo(owner.email).length).toBe(2);
  });

  test("is not disturbed by somebody who changes to an address that nobody has", async () => {
    const cookie = await withPassword(target);
    const next = newEmail();
    await post(target, "/change-email", { newEmail: next, password }, cookie);
    await deliverAccountMails(target);
    expect(mailsTo(next).map(({ subject }) => subject)).toEqual(["Confirm your new email address"]);
  });
});

describe("unlinking", () => {
  const target = useApp();

  test("does not tell whether somebody else's way to sign in exists", async () => {
    const email = newEmail();
    await withPassword(target, email);
    const mine = await createUser(target, newEmail());
    const { rows } = await target.database.admin.query("select a.id from accounts a join users u on u.id = a.user_id where u.email = $1", [
      email,
    ]);
    await expectAlike(
      () => post(target, "/unlink-account", { accountId: rows[0].id }, mine.cookie),
      () => post(target, "/unlink-account", { accountId: "acc_unknown" }, mine.cookie),
    );
    expect((await call(target, mine, "GET /v1/me/sign-in-methods")).status).toBe(200);
  });
});
