import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createUser, type TestUser } from "#testing/factories.ts";
import { migrateAgain } from "#testing/migrate-again.ts";

const target = useApp();
const sql = async (text: string, values: unknown[] = []) => (await target.database.admin.query(text, values)).rows;
const codeTo = (user: TestUser) => /\b\d{6}\b/.exec(target.mails.findLast(({ to }) => to === user.email)!.text)![0];

type Act = (confirmation: { code?: string }) => Promise<number>;

/** An Owner without a password, and every act that a mailed code confirms. */
async function someoneWithActs(): Promise<{ user: TestUser; acts: Record<string, Act> }> {
  const { id, owner } = await createOrganization(target);
  const next = await createMember(target, id, "owner");
  const newEmail = `new.${owner.email}`;
  const send = async (line: string, body: object) => (await call(target, owner, line, body)).status;
  return {
    user: owner,
    acts: {
      "hands over": (code) => send(`POST /v1/organizations/${id}/transfer`, { membership_id: next.membershipId, ...code }),
      "changes the address": (code) => send("POST /api/auth/change-email", { newEmail, ...code }),
      "closes the account": (code) => send("DELETE /v1/me", code),
    },
  };
}

test.each(["hands over", "changes the address", "closes the account"])("the code that %s is good for nothing else", async (name) => {
  const { user, acts } = await someoneWithActs();
  const codes: Record<string, string> = {};
  for (const [asked, act] of Object.entries(acts)) {
    expect(await act({})).toBe(202);
    codes[asked] = codeTo(user);
  }
  for (const [other, act] of Object.entries(acts)) {
    if (other !== name && codes[other] !== codes[name]) expect(await act({ code: codes[name]! }), other).toBe(422);
  }
  expect(await acts[name]!({ code: codes[name]! })).toBe(200);
});

test("nobody's code confirms what somebody else does", async () => {
  const [one, other] = [await someoneWithActs(), await someoneWithActs()];
  for (const { acts } of [one, other]) expect(await acts["closes the account"]!({})).toBe(202);
  const [theirs, own] = [codeTo(one.user), codeTo(other.user)];
  if (theirs !== own) expect(await other.acts["closes the account"]!({ code: theirs })).toBe(422);
  expect(await other.acts["closes the account"]!({ code: own })).toBe(200);
});

test("a code that was mailed before the table was made still works, with the tries that it had left", async () => {
  const [user, tried] = [await createUser(target), await createUser(target)];
  for (const one of [user, tried]) expect((await call(target, one, "DELETE /v1/me", {})).status).toBe(202);
  await sql("update confirmation_codes set tries = 5 where user_id = $1", [tried.id]);
  await sql(
    `insert into verifications (id, identifier, value, expires_at)
     select 'ver_' || user_id, act || ':' || user_id, json_build_object('hash', hash, 'tries', tries), expires_at
     from confirmation_codes where user_id = any($1)`,
    [[user.id, tried.id]],
  );
  await sql("drop function spend_confirmation_code");
  await sql("drop table confirmation_codes");
  await sql("create table ownership_codes (organization_id text)");
  await sql(`alter table ownership_codes owner to "${target.platform.database.roles.owner}"`);
  await migrateAgain(target, "0045-confirmation-codes.sql");
  expect(await sql("select from verifications")).toEqual([]);
  expect((await call(target, tried, "DELETE /v1/me", { code: codeTo(tried) })).status).toBe(422);
  expect((await call(target, user, "DELETE /v1/me", { code: codeTo(user) })).status).toBe(200);
});
