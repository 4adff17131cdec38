import { hashPassword } from "better-auth/crypto";
import { expect, test } from "vitest";
import type { CodeSent } from "#features/identity/contract.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, type TestMember, type TestUser } from "#testing/factories.ts";
import type { Member } from "../contract.ts";

const target = useApp({ worker: true });
const password = "Correct horse 1";
const hash = hashPassword(password);
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);
type Answer = Member & CodeSent & { error: { message: string; field_errors: Record<string, string> } };

const transfer = (organizationId: string, by: TestUser, to: { membershipId: string } | string, confirmation: object = {}) =>
  call<Answer>(target, by, `POST /v1/organizations/${organizationId}/transfer`, {
    membership_id: typeof to === "string" ? to : to.membershipId,
    ...confirmation,
  });

test("with the password a member becomes Owner and the Owner Admin; both are told by mail", async () => {
  const { id, owner } = await createOrganization(target, "Acme");
  await givePassword(owner);
  const next = await createMember(target, id, "viewer");
  const answer = await transfer(id, owner, next, { password });
  expect(answer).toMatchObject({ status: 200, body: { id: next.membershipId, role: "owner", user: { email: next.email } } });
  expect(await rolesOf(id)).toEqual({ [owner.email]: "admin", [next.email]: "owner" });
  await expect.poll(() => mailsTo(owner).length + mailsTo(next).length).toBe(2);
  expect(mailsTo(owner)[0]).toMatchObject({ subject: "You handed over an organization", text: expect.stringContaining("Acme") });
  expect(mailsTo(next)[0]).toMatchObject({ subject: "You are now Owner of an organization", text: expect.stringContaining("Acme") });
  const entries = await call<{ data: object[] }>(target, next, `GET /v1/organizations/${id}/audit-entries`);
  expect(entries.body.data[0]).toMatchObject({
    action: "organization.transfer",
    before: { owner: owner.email, role: "viewer" },
    after: { owner: next.email, role: "owner" },
  });
});

test("no password, a wrong one and a code instead of one are refused at the field and change nothing", async () => {
  const { id, owner } = await createOrganization(target);
  await givePassword(owner);
  const next = await createMember(target, id, "admin");
  for (const confirmation of [{}, { password: "Wrong horse 1" }, { password: "" }, { code: "123456" }]) {
    const answer = await transfer(id, owner, next, confirmation);
    expect([answer.status, Object.keys(answer.body.error.field_errors)]).toEqual([422, ["password"]]);
  }
  expect(await rolesOf(id)).toEqual({ [owner.email]: "owner", [next.email]: "admin" });
  expect(mailsTo(owner)).toEqual([]);
});

test("without a password a code comes by mail, works once, and for that member alone", async () => {
  const { id, owner } = await createOrganization(target, "Acme");
  const [next, other] = [await createMember(target, id, "member"), await createMember(target, id, "member")];
  const asked = await transfer(id, owner, next);
  expect(asked).toMatchObject({ status: 202, body: { confirmation: "code_sent", sent_to: `${owner.email[0]}…@example.com` } });
  const minutes = (Date.parse(asked.body.expires_at) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(9);
  expect(minutes).toBeLessThan(10.1);
  const code = codeTo(owner);
  const { rows } = await sql("select * from confirmation_codes where user_id = $1", [owner.id]);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(code);
  expect((await transfer(id, owner, other, { code })).status).toBe(422);
  expect((await transfer(id, owner, next, { code: ` ${code} ` })).status).toBe(200);
  expect(await rolesOf(id)).toEqual({ [owner.email]: "admin", [next.email]: "owner", [other.email]: "member" });
  await sql("update memberships set role = 'owner' where id = $1", [owner.membershipId]);
  expect((await transfer(id, owner, next, { code })).status).toBe(422);
});

test("one code sent twenty times at once hands over once", async () => {
  const { id, owner } = await createOrganization(target);
  await createMember(target, id, "owner");
  const next = await createMember(target, id, "member");
  await transfer(id, owner, next);
  const code = codeTo(owner);
  const answers = await Promise.all(Array.from({ length: 20 }, () => transfer(id, owner, next, { code })));
  expect(answers.filter(({ status }) => status === 200).length).toBe(1);
});

test("a code ends after five wrong tries, after ten minutes, and when a newer one is asked for", async () => {
  const { id, owner } = await createOrganization(target);
  const next = await createMember(target, id, "member");
  const ask = async () => {
    await transfer(id, owner, next);
    return codeTo(owner);
  };
  const tried = await ask();
  for (let index = 0; index < 5; index += 1) expect((await transfer(id, owner, next, { code: wrong(tried) })).status).toBe(422);
  expect((await transfer(id, owner, next, { code: tried })).status).toBe(422);

  const late = await ask();
  await sql("update confirmation_codes set expires_at = now() - interval '1 millisecond' where user_id = $1", [owner.id]);
  expect((await transfer(id, owner, next, { code: late })).status).toBe(422);

  const replaced = await ask();
  const newest = await ask();
  if (replaced !== newest) expect((await transfer(id, owner, next, { code: replaced })).status).toBe(422);
  expect((await transfer(id, owner, next, { code: newest })).status).toBe(200);
});

test("to oneself, a stranger, another organization's member or an id of another kind: refused at the field", async () => {
  const { id, owner } = await createOrganization(target);
  await givePassword(owner);
  const elsewhere = await createOrganization(target);
  for (const to of [owner.membershipId, elsewhere.owner.membershipId, newId("mem"), owner.id, "", "nonsense"]) {
    const answer = await transfer(id, owner, to, { password });
    expect([to, answer.status, Object.keys(answer.body.error.field_errors)]).toEqual([to, 422, ["membership_id"]]);
  }
});

test.each(["admin", "member", "viewer"])("an %s hands nothing over", async (role) => {
  const { id, owner } = await createOrganization(target);
  const by = await createMember(target, id, role);
  await givePassword(by);
  expect((await transfer(id, by, owner, { password })).status).toBe(403);
});

test("two hand-overs of one Owner at once make one new Owner", async () => {
  const { id, owner } = await createOrganization(target);
  await givePassword(owner);
  const [one, other] = [await createMember(target, id, "member"), await createMember(target, id, "member")];
  const answers = await Promise.all([transfer(id, owner, one, { password }), transfer(id, owner, other, { password })]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403]);
  expect(Object.values(await rolesOf(id)).filter((role) => role === "owner").length).toBe(1);
});

test("where no mail can be sent, an account without a password is told what to do", async () => {
  const { id, owner } = await createOrganization(target);
  const next = await createMember(target, id, "member");
  const { mode } = target.platform.mail;
  try {
    target.platform.mail.mode = "none";
    const answer = await transfer(id, owner, next);
    expect([answer.status, answer.body.error.message]).toEqual([409, expect.stringContaining("Ask its operator")]);
  } finally {
    target.platform.mail.mode = mode;
  }
});

async function givePassword(user: TestUser): Promise<void> {
  await sql("insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $2, 'credential', $3)", [
    newId("acc"),
    user.id,
    await hash,
  ]);
}

async function rolesOf(organizationId: string): Promise<Record<string, string>> {
  const { rows } = await sql("select u.email, m.role from memberships m join users u on u.id = m.user_id where organization_id = $1", [
    organizationId,
  ]);
  return Object.fromEntries(rows.map(({ email, role }) => [email, role]));
}

const mailsTo = (user: TestUser | TestMember) => target.mails.filter((mail) => mail.to === user.email);
const codeTo = (user: TestUser) => /\d{6}/.exec(mailsTo(user).at(-1)!.text)![0];
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
