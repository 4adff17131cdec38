import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { addMembership, call, createKey, createMember, createOrganization, createUser, type TestOrganization } from "#testing/factories.ts";
import { runQueued } from "#testing/run-job.ts";
import type { Security } from "../contract.ts";
import { remindOfFactors } from "./remind-of-factors.ts";

const target = useApp();
const strict = useApp({ variables: { SECOND_FACTOR_FROM: "2020-01-31" } });
type Refusal = { error: { code: string; message: string; field_errors?: Record<string, string> } };

const sql = (text: string, values: unknown[]) => target.database.admin.query(text, values);
/** As if the account had added one. */
const giveFactor = (userId: string, app = target) =>
  app.database.admin.query("update users set second_factor = true where id = $1", [userId]);
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const securityOf = ({ id }: TestOrganization) => `/v1/organizations/${id}/security`;
const readIn = (who: Parameters<typeof call>[1], id: string, app = target) =>
  call<Refusal>(app, who, `GET /v1/organizations/${id}/projects`);
async function setDay(organization: TestOrganization, day: string | null) {
  return call<Security & Refusal>(target, organization.owner, `PUT ${securityOf(organization)}`, { second_factor_from: day });
}
/** An organization whose Owner has a second factor, and which asks for one from a day on. */
async function createStrict(days = 30): Promise<TestOrganization> {
  const organization = await createOrganization(target);
  await giveFactor(organization.owner.id);
  expect((await setDay(organization, dayIn(days))).status).toBe(200);
  return organization;
}
const begin = ({ id }: TestOrganization) =>
  sql("update security_policies set second_factor_from = now() - interval '1 minute' where organization_id = $1", [id]);

test("an Owner sets the day, sees who would be locked out with which keys, and nobody else does", async () => {
  const organization = await createOrganization(target);
  const member = await createMember(target, organization.id, "member");
  await createKey(target, organization.id, member.id, ["project:read"], { name: "Nightly sync" });
  const early = await setDay(organization, dayIn(30));
  expect([early.status, Object.keys(early.body.error.field_errors ?? {})]).toEqual([422, ["second_factor_from"]]);
  await giveFactor(organization.owner.id);
  expect((await setDay(organization, dayIn(-2))).status).toBe(422);
  const set = await setDay(organization, dayIn(30));
  expect(set.body).toMatchObject({
    second_factor_from: `${dayIn(30)}T00:00:00.000Z`,
    members_without: [{ email: member.email, api_keys: ["Nightly sync"] }],
  });
  const admin = await createMember(target, organization.id, "admin");
  const { key } = await createKey(target, organization.id, organization.owner.id, ["organization:security"]);
  expect((await call(target, { key }, `GET ${securityOf(organization)}`)).status).toBe(200);
  for (const who of [admin, member]) expect((await call(target, who, `GET ${securityOf(organization)}`)).status).toBe(403);
  for (const who of [admin, member, { key }]) {
    expect((await call(target, who, `PUT ${securityOf(organization)}`, { second_factor_from: null })).status).toBe(403);
  }
  expect((await setDay(organization, null)).body.second_factor_from).toBe(null);
});

test("from that day members without a second factor and their keys stop at this door alone, until they have one", async () => {
  const organization = await createStrict();
  const other = await createOrganization(target);
  const member = await createMember(target, organization.id, "member");
  await addMembership(target, other.id, member, "member");
  const { key } = await createKey(target, organization.id, member.id, ["project:read"]);
  const { key: elsewhere } = await createKey(target, other.id, member.id, ["project:read"]);
  for (const who of [member, { key }]) expect((await readIn(who, organization.id)).status).toBe(200);
  await begin(organization);
  for (const who of [member, { key }]) {
    const refused = await readIn(who, organization.id);
    expect([refused.status, refused.body.error.code]).toEqual([403, "step_up_required"]);
    expect(refused.body.error.message).toContain("/profile");
  }
  // Whatever one organization asks for, another does not.
  for (const who of [member, { key: elsewhere }]) expect((await readIn(who, other.id)).status).toBe(200);
  expect((await call(target, member, "GET /v1/me")).status).toBe(200);
  expect((await readIn(other.owner, other.id)).status).toBe(200);
  // A stranger learns nothing of it.
  expect((await readIn(other.owner, organization.id)).status).toBe(404);
  await giveFactor(member.id);
  for (const who of [member, { key }]) expect((await readIn(who, organization.id)).status).toBe(200);
});

test("the Owner of one organization says nothing about another, nor about its members", async () => {
  const organization = await createStrict();
  const other = await createOrganization(target);
  await begin(organization);
  for (const [line, body] of [
    [`GET ${securityOf(other)}`, undefined],
    [`PUT ${securityOf(other)}`, { second_factor_from: dayIn(1) }],
  ] as const) {
    expect((await call(target, organization.owner, line, body)).status).toBe(404);
  }
  const { body } = await call<Security>(target, organization.owner, `GET ${securityOf(organization)}`);
  expect(body.members_without).toEqual([]);
  expect((await readIn(other.owner, other.id)).status).toBe(200);
});

test("somebody who is locked out can still leave", async () => {
  const organization = await createStrict();
  const member = await createMember(target, organization.id, "member");
  await begin(organization);
  expect((await call(target, member, `POST /v1/organizations/${organization.id}/leave`)).status).toBe(204);
});

test("members without a second factor are mailed 14 and 3 days before, each once, and their keys are named", async () => {
  const organization = await createStrict();
  const member = await createMember(target, organization.id, "member");
  await createKey(target, organization.id, member.id, ["project:read"], { name: "Nightly sync" });
  const setDays = (days: number) =>
    sql("update security_policies set second_factor_from = now() + make_interval(days => $2, mins => -1) where organization_id = $1", [
      organization.id,
      days,
    ]);
  const mailed = async () => {
    const sweep = () => remindOfFactors.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(10_000) });
    await Promise.all([sweep(), sweep()]);
    await runQueued(target, /^security\.tell_member$/);
    return target.mails.filter(({ to }) => to === member.email);
  };
  const counts: number[] = [];
  for (const days of [20, 14, 10, 3, 2]) {
    await setDays(days);
    counts.push((await mailed()).length);
  }
  expect(counts).toEqual([0, 1, 1, 2, 2]);
  const mails = await mailed();
  expect(mails[0]!.text).toContain("Nightly sync");
  expect(target.mails.filter(({ to }) => to === organization.owner.email)).toEqual([]);
  // Another day begins from the first notice, which comes at once where the day is near.
  await setDay(organization, dayIn(5));
  await giveFactor(member.id);
  expect((await mailed()).length).toBe(2);
});

test("the operator can ask everybody, at every door", async () => {
  const organization = await createOrganization(strict);
  expect((await readIn(organization.owner, organization.id, strict)).body.error.code).toBe("step_up_required");
  const user = await createUser(strict);
  expect((await call(strict, user, "GET /v1/me")).status).toBe(200);
  await giveFactor(organization.owner.id, strict);
  expect((await readIn(organization.owner, organization.id, strict)).status).toBe(200);
});
