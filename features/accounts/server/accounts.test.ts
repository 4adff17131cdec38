import { setTimeout as delay } from "node:timers/promises";
import { hashPassword } from "better-auth/crypto";
import { expect, test } from "vitest";
import { purgeOrganization } from "#features/organizations/server/purge-organization.ts";
import { sweepPurges } from "#features/organizations/server/sweep-purges.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { addMembership, call, createMember, createOrganization, createProject, createUser, type TestUser } from "#testing/factories.ts";
import { ownerRaces, type RacingOwner } from "#testing/owner-races.ts";
import { deliverAccountMails } from "#testing/run-job.ts";
import { useRealPasswords } from "#testing/passwords.ts";
import type { AccountClosing } from "../contract.ts";
import { sweepAccounts } from "./sweep-accounts.ts";

useRealPasswords();
const target = useApp();
const password = "Correct horse 1";
const hash = hashPassword(password);
const context = () => ({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(60_000) });
const sql = async <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  (await target.database.admin.query(text, values)).rows as Row[];
type Answer = { purge_at: string; sent_to: string; error: { code: string; message: string; field_errors: Record<string, string> } };
const close = (user: TestUser, body: object = { password }) => call<Answer>(target, user, "DELETE /v1/me", body);
const plan = async (user: TestUser) => (await call<AccountClosing>(target, user, "GET /v1/me/closing")).body.organizations;
const signIn = (user: TestUser, more: object = {}) =>
  call<Answer>(target, null, "POST /api/auth/sign-in/email", { email: user.email, password, ...more });
const factsOf = async (id: string) =>
  (await sql<{ purge_at: Date | null }>("select purge_at, deletion_requested_by from organizations where id = $1", [id]))[0];
const rolesIn = async (id: string) =>
  (await sql<{ role: string }>("select role from memberships where organization_id = $1 order by role", [id])).map(({ role }) => role);

test("what happens to each organization is shown first, and shown it is what happens", async () => {
  const user = await withPassword();
  const alone = await own(user, "Alone");
  const shared = await own(user, "Shared");
  await createMember(target, shared, "owner");
  const { id: another } = await createOrganization(target, "Theirs");
  await addMembership(target, another, user, "viewer");
  expect(await plan(user)).toEqual([
    { id: alone, name: "Alone", member_count: 1, outcome: "deleted" },
    { id: shared, name: "Shared", member_count: 2, outcome: "left" },
    { id: another, name: "Theirs", member_count: 2, outcome: "left" },
  ]);
  const project = await createProject(target, shared, user.id);

  const { status, body } = await close(user, { password, deletes: [alone] });
  expect(status).toBe(200);
  const days = (Date.parse(body.purge_at) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.99);
  expect(days).toBeLessThan(30.01);
  expect(await factsOf(alone)).toMatchObject({ purge_at: new Date(body.purge_at), deletion_requested_by: user.email });
  expect([await rolesIn(alone), await rolesIn(shared), await rolesIn(another)]).toEqual([["owner"], ["owner"], ["owner"]]);
  expect(await sql("select from projects where id = $1", [project])).toHaveLength(1);
  for (const id of [alone, shared, another]) {
    const entries = await sql("select action, actor_label from audit_entries where organization_id = $1", [id]);
    expect(entries).toEqual([{ action: "account.close", actor_label: user.email }]);
  }
  await deliverAccountMails(target);
  expect(target.mails.filter(({ to }) => to === user.email)).toMatchObject([{ subject: "Your account is closed" }]);
});

test("organizations are listed as their reader sorts names", async () => {
  const user = await withPassword();
  for (const name of ["Zeta", "Org 10", "Émile", "Org 9", "alpha"]) await own(user, name);
  expect((await plan(user)).map(({ name }) => name)).toEqual(["alpha", "Émile", "Org 9", "Org 10", "Zeta"]);
});

test("the only Owner among others is refused until they hand over, and none of the rest happens", async () => {
  const user = await withPassword();
  const [alone, shared] = [await own(user, "Alone"), await own(user, "Needs An Owner")];
  const member = await createMember(target, shared, "admin");
  expect((await plan(user)).map(({ outcome }) => outcome)).toEqual(["deleted", "hand_over"]);
  const refused = await close(user);
  expect(refused.status).toBe(409);
  expect(refused.body.error.message).toContain("Needs An Owner");
  expect(await factsOf(alone)).toMatchObject({ purge_at: null });
  expect((await call(target, user, "GET /v1/me")).status).toBe(200);
  await sql("update memberships set role = 'owner' where id = $1", [member.membershipId]);
  expect((await close(user)).status).toBe(200);
});

test("an organization that would go although one was not shown it stops the closing", async () => {
  const user = await withPassword();
  const id = await own(user, "Alone By Now");
  const refused = await close(user, { password, deletes: [] });
  expect([refused.status, (await factsOf(id))?.purge_at]).toEqual([409, null]);
});

test("a password that is missing or wrong closes nothing and is told at its field", async () => {
  const user = await withPassword();
  await own(user);
  for (const body of [{}, { password: "" }, { password: "Wrong horse 1" }, { code: "123456" }]) {
    const answer = await close(user, body);
    expect([answer.status, Object.keys(answer.body.error.field_errors)]).toEqual([422, ["password"]]);
  }
  expect((await call(target, user, "GET /v1/me")).status).toBe(200);
});

test("without a password a mailed code confirms, once, and is no good after five wrong tries", async () => {
  const user = await createUser(target);
  await own(user);
  expect(await close(user, {})).toMatchObject({ status: 202, body: { confirmation: "code_sent" } });
  const first = codeTo(user);
  expect(JSON.stringify(await sql("select * from confirmation_codes where user_id = $1", [user.id]))).not.toContain(first);
  for (let tries = 0; tries < 5; tries += 1) expect((await close(user, { code: "none" })).status).toBe(422);
  expect((await close(user, { code: first })).status).toBe(422);
  await close(user, {});
  const answers = await Promise.all(Array.from({ length: 10 }, () => close(user, { code: codeTo(user) })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await sql("select from confirmation_codes where user_id = $1", [user.id])).toEqual([]);
});

test("a closed account has no session and gets none: sign-in says what to do, and only with the right password", async () => {
  const user = await withPassword();
  await own(user);
  const elsewhere = await signIn(user);
  await close(user);
  for (const cookie of [user.cookie, elsewhere.headers.getSetCookie()[0]!.split(";")[0]!]) {
    expect((await call(target, { cookie }, "GET /v1/me")).status).toBe(401);
  }
  expect((await signIn(user, { password: "Wrong horse 1", restore: true })).status).toBe(401);
  const refused = await signIn(user);
  expect(refused).toMatchObject({ status: 403, body: { error: { code: "account_closed" } } });
  expect(refused.body.error.message).toMatch(/deleted for good on \d+ \w+ \d{4}\. Restore it to sign in\.$/);
  expect(refused.headers.getSetCookie()).toEqual([]);
  expect(await sql("select from sessions where user_id = $1", [user.id])).toEqual([]);
  const again = await call<Answer>(target, null, "POST /api/auth/sign-up/email", { email: user.email, password });
  expect(Object.keys(again.body.error.field_errors)).toEqual(["email"]);
});

test("nobody can be made a member of anything whose account is closed, by whatever way", async () => {
  const user = await withPassword();
  await own(user);
  await close(user);
  const { id } = await createOrganization(target);
  await expect(addMembership(target, id, user, "owner")).rejects.toMatchObject({ code: "BC002" });
});

test("restored, the account and what went with it are back; what was to be deleted before is not", async () => {
  const user = await withPassword();
  const [alone, doomed] = [await own(user, "Alone"), await own(user, "Doomed")];
  const { id: left } = await createOrganization(target, "Left");
  await addMembership(target, left, user, "member");
  await call(target, user, `DELETE /v1/organizations/${doomed}`, { confirm_name: "Doomed" });
  const doomedAt = (await factsOf(doomed))?.purge_at;
  await close(user);
  expect((await factsOf(doomed))?.purge_at).toEqual(doomedAt);
  const back = await signIn(user, { restore: true });
  expect(back.status).toBe(200);
  const cookie = back.headers.getSetCookie()[0]!.split(";")[0]!;
  type Organization = { id: string; status: string; role: string };
  const me = await call<{ organizations: Organization[] }>(target, { cookie }, "GET /v1/me");
  expect(Object.fromEntries(me.body.organizations.map(({ id, status, role }) => [id, [status, role]]))).toEqual({
    [alone]: ["active", "owner"],
    [doomed]: ["deleting", "owner"],
  });
  expect((await call(target, { cookie }, `POST /v1/organizations/${alone}/projects`, { name: "Continues" })).status).toBe(201);
  expect((await signIn(user)).status).toBe(200);
});

test("a person who was the only member nowhere has an organization of their own when they come back", async () => {
  const user = await withPassword();
  const { id } = await createOrganization(target);
  await addMembership(target, id, user, "member");
  await close(user);
  const back = await signIn(user, { restore: true });
  const me = await call<{ organizations: { id: string }[] }>(
    target,
    { cookie: back.headers.getSetCookie()[0]!.split(";")[0]! },
    "GET /v1/me",
  );
  expect(me.body.organizations).toHaveLength(1);
  expect(me.body.organizations[0]?.id).not.toBe(id);
});

test("after 30 days nothing of the account is left but what others keep, and its organizations are purged", async () => {
  const user = await withPassword();
  const other = await withPassword();
  const id = await own(user);
  await own(other);
  await call(target, null, "POST /api/auth/request-password-reset", { email: user.email });
  await deliverAccountMails(target);
  await close(user);
  await close(other);
  await deliverAccountMails(target);
  await sweepAccounts.run(context());
  expect(await sql("select from users where id = $1", [user.id])).toHaveLength(1);

  await makeDue(user);
  await sweepAccounts.run(context());
  expect(await sql("select from users where id = $1", [user.id]), "its organization is still there").toHaveLength(1);
  await sweepPurges.run(context());
  await sweepAccounts.run(context());
  expect(await sql("select from organizations where id = $1", [id])).toEqual([]);
  for (const table of await sql<{ name: string }>(
    "select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('app', 'jobs') and c.relkind in ('r', 'p')",
  )) {
    const rows = await sql(`select from ${table.name} t where t::text like $1 or t::text like $2`, [`%${user.id}%`, `%${user.email}%`]);
    expect(rows, table.name).toEqual([]);
  }
  expect(await sql("select from memberships where user_id = $1", [other.id])).toHaveLength(1);
  const again = await call<Answer>(target, null, "POST /api/auth/sign-up/email", { email: user.email, password });
  expect(again.status).toBe(200);
});

test("a person whose only organization the operator purges while the account is closed gets none, until they restore it", async () => {
  const user = await withPassword();
  const id = await own(user);
  await close(user);
  await purgeOrganization(target.platform, id, "operator");
  expect(await sql("select from memberships where user_id = $1", [user.id])).toEqual([]);
  const back = await signIn(user, { restore: true });
  expect(back.status).toBe(200);
  expect(await sql("select from memberships where user_id = $1", [user.id])).toHaveLength(1);
});

test(
  "two Owners who close at once leave either an Owner or an organization that goes: never others without one",
  { timeout: 60_000 },
  async () => {
    for (let round = 0; round < 15; round += 1) {
      const [a, b] = [await createUser(target), await createUser(target)];
      const id = await own(a);
      await addMembership(target, id, b, "owner");
      if (round % 2) await createMember(target, id, "viewer");
      const closings = [await readyToClose(a), await readyToClose(b)];
      const statuses = (await Promise.all(closings.map((closing) => closing()))).toSorted();
      const roles = await rolesIn(id);
      // With somebody else there the second is refused; if they are the only member, the organization goes with them.
      expect([statuses, roles]).toEqual(
        round % 2
          ? [
              [200, 409],
              ["owner", "viewer"],
            ]
          : [[200, 200], ["owner"]],
      );
      expect((await factsOf(id))?.purge_at === null).toBe(round % 2 === 1);
    }
  },
);

test.each(Object.entries(ownerRaces).filter(([name]) => name.includes("leave") || name.includes("demote")))(
  "a closing beside %s leaves an Owner to those who remain",
  { timeout: 60_000 },
  async (_name, race) => {
    for (let round = 0; round < 15; round += 1) {
      const [a, b] = [await createUser(target), await createUser(target)];
      const id = await own(a);
      const racing = asRacing(id, a, await membershipOf(id, a));
      const second = asRacing(id, b, await addMembership(target, id, b, "owner"));
      await createMember(target, id, "viewer");
      const acts = [...(await race(racing, second)), await readyToClose(a)];
      const statuses = await Promise.all(acts.map((act) => act()));
      expect(await rolesIn(id), statuses.join(", ")).toContain("owner");
      expect(statuses.filter((status) => ![200, 204, 401, 403, 404, 409, 422].includes(status))).toEqual([]);
    }
  },
);

test("removing an Owner while they close their account leaves the other one", { timeout: 60_000 }, async () => {
  for (let round = 0; round < 15; round += 1) {
    const [a, b] = [await createUser(target), await createUser(target)];
    const id = await own(a);
    const membership = await addMembership(target, id, b, "owner");
    const closing = await readyToClose(round % 2 ? a : b);
    const [removed, closed] = await Promise.all([call(target, a, `DELETE /v1/organizations/${id}/members/${membership}`), closing()]);
    expect([200, 409]).toContain(closed);
    expect([204, 401, 404, 409]).toContain(removed.status);
    expect(await rolesIn(id)).toContain("owner");
    // Nobody whose account is closed has got a new organization in passing.
    const closedOnes = await sql(
      "select from users u join memberships m on m.user_id = u.id join organizations o on o.id = m.organization_id where u.purge_at is not null and o.purge_at is null",
    );
    expect(closedOnes).toEqual([]);
  }
});

test(
  "a person who is being made a member, or signs in, while their account closes is neither afterwards",
  { timeout: 120_000 },
  async () => {
    for (let round = 0; round < 15; round += 1) {
      const user = await withPassword();
      await own(user);
      const closing = close(user);
      // All check the same password; the others come a little later, each round by something else.
      const signingIn = [0, 1, 2, 3].map((index) => delay(index * 4 + (round % 4)).then(() => signIn(user)));
      await delay(60 + round * 4);
      const [closed, ...others] = await Promise.all([
        closing,
        call(target, user, "POST /v1/organizations", { name: "In passing" }),
        call(target, user, "GET /v1/me"),
        ...signingIn,
      ]);
      expect(closed.status).toBe(200);
      expect(others.filter(({ status }) => ![200, 201, 401, 403].includes(status))).toEqual([]);
      expect(await sql("select from sessions where user_id = $1", [user.id])).toEqual([]);
      const open = await sql(
        "select from memberships m join organizations o on o.id = m.organization_id where m.user_id = $1 and o.purge_at is null",
        [user.id],
      );
      expect(open).toEqual([]);
    }
  },
);

async function withPassword(): Promise<TestUser> {
  const user = await createUser(target);
  await givePassword(user);
  return user;
}

/** Has the code that closes the account: no time is lost on a password when it counts. */
async function readyToClose(user: TestUser): Promise<() => Promise<number>> {
  expect((await close(user, {})).status).toBe(202);
  const code = codeTo(user);
  return async () => (await close(user, { code })).status;
}

const codeTo = (user: TestUser) => /\d{6}/.exec(target.mails.findLast(({ to }) => to === user.email)!.text)![0];

async function givePassword(user: TestUser): Promise<void> {
  await sql("insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $2, 'credential', $3)", [
    newId("acc"),
    user.id,
    await hash,
  ]);
}

/** A fresh organization whose Owner this user is. */
async function own(user: TestUser, name = "Test Company"): Promise<string> {
  const id = newId("org");
  await sql("insert into organizations (id, name) values ($1, $2)", [id, name]);
  await addMembership(target, id, user, "owner");
  return id;
}

async function membershipOf(organizationId: string, user: TestUser): Promise<string> {
  const rows = await sql<{ id: string }>("select id from memberships where organization_id = $1 and user_id = $2", [
    organizationId,
    user.id,
  ]);
  return rows[0]!.id;
}

/** As if the 30 days of an account and of what went with it were over. */
async function makeDue(user: TestUser): Promise<void> {
  await sql(
    "update organizations set purge_at = now() from memberships m where m.organization_id = organizations.id and m.user_id = $1 and purge_at is not null",
    [user.id],
  );
  await sql("update users set purge_at = now() where id = $1", [user.id]);
}

function asRacing(organizationId: string, user: TestUser, membershipId: string): RacingOwner {
  const path = `/v1/organizations/${organizationId}`;
  return {
    membershipId,
    send: async (line, body) => (await call(target, user, line.replace(" ", ` ${path}`), body)).status,
    async confirm(to) {
      await call(target, user, `POST ${path}/transfer`, { membership_id: to });
      return { code: codeTo(user) };
    },
    prepareClosing: () => readyToClose(user),
  };
}
