import { createHmac } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { Visitor } from "#features/leads/contract/visitor.ts";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject, startConversation, type TestOrganization } from "#testing/factories.ts";
import { removeTexts } from "../remove-texts.ts";
import { askAll, callAsVisitor } from "#testing/visitor.ts";

const target = useApp();
let organization: TestOrganization;
let project: string;
let agent: string;
let secret: string;
beforeEach(async () => {
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  agent = await createAgent(target, organization, project);
  secret = await makeSecret(agent);
});

type Visit = Awaited<ReturnType<typeof startConversation>>;
type Answer = { pass?: string; is_kept?: boolean; error?: { message: string } };
const path = (rest: string) => `/v1/organizations/${organization.id}/projects/${project}${rest}`;
const makeSecret = async (of: string) =>
  (await call<{ secret: string }>(target, organization.owner, `POST ${path(`/agents/${of}/identity-secret`)}`, {})).body.secret;
const identify = (visit: Visit, body: object) => callAsVisitor<Answer>(target, visit, "POST /identity", body);
const verified = async ({ conversation_id: id }: Visit) =>
  (await call<Visitor>(target, organization.owner, `GET ${path(`/conversations/${id}/visitor`)}`)).body.verified;
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const claims = (more: object = {}) => ({ sub: "customer-7", aud: agent, exp: inSeconds(300), name: "Ann Bell", ...more });
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function sign(said: object, key = secret, header: object = { alg: "HS256", typ: "JWT" }, algorithm = "sha256"): string {
  const head = `${encode(header)}.${encode(said)}`;
  return `${head}.${createHmac(algorithm, key).update(head).digest("base64url")}`;
}

async function talk(): Promise<Visit> {
  const visit = await startConversation(target, agent);
  await askAll(target, visit, "When do parcels arrive?");
  return visit;
}

test("a signed token names the visitor, and the team reads it as verified", async () => {
  const visit = await talk();
  const { status, body } = await identify(visit, { token: sign(claims({ email: "ann@example.com" })) });
  expect([status, body.is_kept]).toEqual([200, true]);
  expect(await verified(visit)).toEqual({ subject: "customer-7", name: "Ann Bell", email: "ann@example.com" });
  expect(await verified(await talk())).toBe(null);
});

test("before the first message nothing is stored; a pass names the same visitor once there is one, however long that took", async () => {
  const visit = await startConversation(target, agent);
  const { body } = await identify(visit, { token: sign(claims()) });
  expect(body).toEqual({ pass: expect.any(String), is_kept: false });
  expect((await target.database.admin.query("select 1 from visits")).rowCount).toBe(0);
  await askAll(target, visit, "When do parcels arrive?");
  expect((await identify(visit, { pass: body.pass })).body.is_kept).toBe(true);
  expect(await verified(visit)).toMatchObject({ subject: "customer-7", name: "Ann Bell" });
  // It is of this conversation alone, and nobody can write one.
  expect((await identify(await talk(), { pass: body.pass })).status).toBe(403);
  expect((await identify(await talk(), { pass: `${encode(["customer-8", null, null])}.${body.pass?.split(".")[1]}` })).status).toBe(403);
});

test("another secret, algorithm, agent or time is refused with its reason, and the visitor asks on unnamed", async () => {
  const other = await createAgent(target, organization, project);
  const otherSecret = await makeSecret(other);
  const visit = await talk();
  const [head, said] = sign(claims()).split(".");
  const refused = async (token: string) => {
    const { status, body } = await identify(visit, { token });
    expect(status, token).toBe(403);
    return body.error?.message;
  };
  const notSigned = "The token was not signed with the secret of this agent.";
  expect(await refused(sign(claims(), otherSecret))).toBe(notSigned);
  expect(await refused(sign(claims(), ""))).toBe(notSigned);
  expect(await refused(`${head}.${said}.`)).toBe(notSigned);
  expect(await refused(`${head}.${encode(claims({ sub: "admin" }))}.${sign(claims()).split(".")[2]}`)).toBe(notSigned);
  const notHs256 = "This is no JSON Web Token that is signed with HS256.";
  expect(await refused(`${encode({ alg: "none" })}.${said}.`)).toBe(notHs256);
  expect(await refused(sign(claims(), secret, { alg: "none" }))).toBe(notHs256);
  expect(await refused(sign(claims(), secret, { alg: "HS512" }, "sha512"))).toBe(notHs256);
  expect(await refused(sign(claims(), secret, { alg: "HS256", crit: ["exp"] }))).toBe(notHs256);
  expect(await refused("nonsense")).toBe(notHs256);
  expect(await refused(`${sign(claims())}.more`)).toBe(notHs256);
  expect(await refused(sign(claims({ aud: other })))).toBe("The token's aud is not the id of this agent.");
  expect(await refused(sign(claims({ aud: undefined })))).toMatch(/needs sub, aud and exp/);
  expect(await refused(sign(claims({ exp: undefined })))).toMatch(/needs sub, aud and exp/);
  expect(await refused(sign(claims({ sub: "" })))).toMatch(/needs sub, aud and exp/);
  expect(await refused(sign(claims({ name: "a\0b" })))).toMatch(/needs sub, aud and exp/);
  expect(await refused(sign(claims({ exp: inSeconds(-1) })))).toMatch(/has ended/);
  expect(await refused(sign(claims({ nbf: inSeconds(120) })))).toMatch(/has not begun/);
  expect(await refused(sign(claims({ exp: inSeconds(700) })))).toBe("The token ends more than ten minutes from now.");
  expect(await verified(visit)).toBe(null);
  expect((await askAll(target, visit, "And on Sundays?")).status).toBe(200);
  expect((await identify(visit, { token: sign(claims({ exp: inSeconds(599) })) })).status).toBe(200);
});

test("a conversation stays one visitor's: who signs in after them begins another", async () => {
  const visit = await talk();
  await identify(visit, { token: sign(claims()) });
  expect((await identify(visit, { token: sign(claims({ sub: "customer-8" })) })).status).toBe(409);
  expect((await identify(visit, { token: sign(claims({ name: "Ann Miller" })) })).status).toBe(200);
  expect(await verified(visit)).toMatchObject({ subject: "customer-7", name: "Ann Miller" });
});

test("a new secret ends the old one at once, and without any no token is taken; the secret is stored sealed and goes with its agent", async () => {
  const visit = await talk();
  const rotated = await makeSecret(agent);
  expect((await identify(visit, { token: sign(claims()) })).status).toBe(403);
  expect((await identify(visit, { token: sign(claims(), rotated) })).status).toBe(200);
  const kept = async () => (await target.database.admin.query("select * from secrets where purpose = 'visitor identity'")).rows;
  expect(await kept()).toHaveLength(1);
  expect(JSON.stringify(await kept())).not.toContain(rotated);
  const shown = await call(target, organization.owner, `GET ${path(`/agents/${agent}`)}`);
  expect(shown.body).toMatchObject({ signed_identity: true });
  expect(JSON.stringify(shown.body)).not.toMatch(/secret|sec_/);
  await call(target, organization.owner, `DELETE ${path(`/agents/${agent}/identity-secret`)}`, {});
  expect((await identify(visit, { token: sign(claims(), rotated) })).body.error?.message).toMatch(/no secret/);
  await makeSecret(agent);
  expect((await call(target, organization.owner, `DELETE ${path(`/agents/${agent}`)}`)).status).toBe(204);
  expect(await kept()).toEqual([]);
});

test("what is known of a verified visitor goes with the texts", async () => {
  const visit = await talk();
  await identify(visit, { token: sign(claims()) });
  const verifiedCount = async () => (await target.database.admin.query("select 1 from visits where verified_subject is not null")).rowCount;
  expect(await verifiedCount()).toBe(1);
  const later = new Date(Date.now() + 60_000);
  await target.platform.database.transaction({ kind: "tenant", organizationId: organization.id }, "write", ({ db }) =>
    removeTexts({ db, send: async () => {} }, { organizationId: organization.id, projectId: project }, later, 10),
  );
  expect(await verifiedCount()).toBe(0);
});
