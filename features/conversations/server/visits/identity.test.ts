import { createHmac } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { NewIdentitySecret, IdentitySecret } from "#features/agents/contract.ts";
import type { Visitor } from "#features/leads/contract/visitor.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  visitorOrigin,
  type TestOrganization,
} from "#testing/factories.ts";
import { askAll } from "#testing/visitor.ts";

const target = useApp();
let organization: TestOrganization;
let project: string;
let agent: string;
let secret: string;
beforeEach(async () => {
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  agent = await createAgent(target, organization, project);
  secret = await makeSecret();
});

type Visit = Awaited<ReturnType<typeof startConversation>>;
type Refusal = { error: { code: string; field_errors?: { token?: string } } };
const path = (rest: string) => `/v1/organizations/${organization.id}/projects/${project}${rest}`;
const secretPath = (of = agent) => path(`/agents/${of}/identity-secret`);
const makeSecret = async (of = agent) =>
  (await call<NewIdentitySecret>(target, organization.owner, `POST ${secretPath(of)}`, {})).body.secret;
const known = async ({ conversation_id: id }: Visit) =>
  (await call<Visitor>(target, organization.owner, `GET ${path(`/conversations/${id}/visitor`)}`)).body;

const base64 = (value: object | Buffer) => (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString("base64url");
const now = () => Math.floor(Date.now() / 1_000);
/** A token as a website makes it, by hand. */
function sign(claims: object, { key = secret, header = { alg: "HS256" } as object, digest = "sha256" } = {}): string {
  const text = `${base64(header)}.${base64({ sub: "user-1", aud: agent, exp: now() + 300, ...claims })}`;
  return `${text}.${base64(createHmac(digest, key).update(text).digest())}`;
}
const identify = (visit: Visit, token: string) =>
  call<Refusal>(
    target,
    null,
    `PUT /widget/v1/conversations/${visit.conversation_id}/identity`,
    { token },
    {
      origin: visitorOrigin,
      authorization: `Bearer ${visit.visitor_token}`,
    },
  );
async function talk(): Promise<Visit> {
  const visit = await startConversation(target, agent);
  await askAll(target, visit, "When do parcels arrive?");
  return visit;
}

test("whom the website signs for is known to the team, by a name of the website's and, if it says so, name and address", async () => {
  const visit = await talk();
  expect((await known(visit)).identity).toBeNull();
  expect((await identify(visit, sign({ name: "Ann Lee", email: "Ann@Example.com", iat: now() }))).status).toBe(204);
  expect((await known(visit)).identity).toEqual({
    subject: "user-1",
    name: "Ann Lee",
    email: "ann@example.com",
    at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  // What is no name or address is left out, and an audience may be a list.
  expect((await identify(visit, sign({ name: 7, email: "nobody", aud: ["another", agent] }))).status).toBe(204);
  expect((await known(visit)).identity).toMatchObject({ subject: "user-1", name: "Ann Lee", email: "ann@example.com" });
});

test("wrong, old and swapped tokens are refused with the reason, and the chat continues unnamed", async () => {
  const other = await createAgent(target, organization, project, { name: "Other" });
  const [otherSecret, visit] = [await makeSecret(other), await talk()];
  const none = `${base64({ alg: "none" })}.${base64({ sub: "user-1", aud: agent, exp: now() + 300 })}.`;
  const [head, claims, signature] = sign({}).split(".");
  const forged = base64({ sub: "user-2", aud: agent, exp: now() + 300 });
  const isUnsigned = /not signed with this agent's secret/;
  for (const [token, reason] of [
    [sign({}, { key: otherSecret }), isUnsigned],
    [sign({ aud: other }, { key: otherSecret }), isUnsigned],
    [sign({ aud: other }), /for another agent/],
    [sign({ aud: undefined }), /`aud`|another agent/],
    [sign({ exp: now() - 60 }), /has expired/],
    [sign({ exp: now() + 3_600 }), /longer than 10 minutes/],
    [sign({ exp: undefined }), /`exp`/],
    [sign({ nbf: now() + 300 }), /`nbf`/],
    [sign({ sub: "" }), /no `sub`/],
    [sign({ sub: "x".repeat(201) }), /no `sub`/],
    [sign({ sub: 7 }), /no `sub`|`sub`/],
    [sign({ sub: "user-1\u0000" }), /no `sub`/],
    [sign({ sub: "\ud800" }), /no `sub`|not signed/],
    [none, isUnsigned],
    [`${head}.${claims}.`, isUnsigned],
    [`${head}.${forged}.${signature}`, isUnsigned],
    [sign({}, { header: { alg: "HS512" }, digest: "sha512" }), isUnsigned],
    [sign({}, { header: { alg: "RS256" } }), isUnsigned],
    ["nonsense", isUnsigned],
  ] as const) {
    const { status, body } = await identify(visit, token);
    expect([status, token]).toEqual([422, token]);
    expect(body.error.field_errors?.token, token).toMatch(reason);
  }
  expect((await known(visit)).identity).toBeNull();
  expect((await askAll(target, visit, "Are you there?")).events.at(-1)?.event).toBe("done");
});

test("a conversation that is somebody's becomes nobody else's, and the same person's others are known", async () => {
  const [first, again, others] = [await talk(), await talk(), await talk()];
  expect((await identify(first, sign({}))).status).toBe(204);
  expect((await identify(first, sign({ sub: "user-2", name: "Eve" }))).status).toBe(409);
  expect((await known(first)).identity).toMatchObject({ subject: "user-1", name: null });
  await identify(again, sign({}));
  await identify(others, sign({ sub: "user-2" }));
  expect((await known(first)).earlier).toMatchObject([{ id: again.conversation_id, known_by: "identity" }]);
  expect((await known(others)).earlier).toEqual([]);
});

test("before the first message nothing is kept", async () => {
  const visit = await startConversation(target, agent);
  expect((await identify(visit, sign({}))).status).toBe(204);
  const { rowCount } = await target.database.admin.query("select from visits where organization_id = $1", [organization.id]);
  expect(rowCount).toBe(0);
});

test("a secret is shown once, replaced by a new one, and ended; it is kept encrypted and goes with its agent", async () => {
  const visit = await talk();
  const state = async () => (await call<IdentitySecret>(target, organization.owner, `GET ${secretPath()}`)).body;
  expect(await state()).toEqual({ created_at: expect.any(String) });
  const old = secret;
  secret = await makeSecret();
  expect(secret).not.toBe(old);
  expect((await identify(visit, sign({}, { key: old }))).status).toBe(422);
  expect((await identify(visit, sign({}))).status).toBe(204);
  const { admin } = target.database;
  const kept = () => admin.query("select sealed from secrets where organization_id = $1", [organization.id]);
  expect((await kept()).rows).toHaveLength(1);
  for (const table of ["secrets", "identity_secrets", "audit_entries", "idempotency_keys", "live_events"]) {
    const found = await admin.query(`select from ${table} where organization_id = $1 and ${table}::text like '%' || $2 || '%'`, [
      organization.id,
      secret,
    ]);
    expect([table, found.rowCount]).toEqual([table, 0]);
  }
  expect((await kept()).rows[0].sealed.toString("latin1")).not.toContain(secret);

  expect((await call(target, organization.owner, `DELETE ${secretPath()}`)).status).toBe(204);
  expect([await state(), (await kept()).rowCount]).toEqual([{ created_at: null }, 0]);
  expect((await identify(visit, sign({}))).body.error.field_errors?.token).toContain("has no secret");
  await makeSecret();
  await call(target, organization.owner, `DELETE ${path(`/agents/${agent}`)}`);
  expect((await kept()).rowCount).toBe(0);
});

test("who can only read an agent makes no secret, and another organization's agent has none", async () => {
  const viewer = await createMember(target, organization.id, "viewer");
  expect((await call(target, viewer, `POST ${secretPath()}`, {})).status).toBe(403);
  const stranger = await createOrganization(target);
  expect((await call(target, stranger.owner, `POST ${secretPath()}`, {})).status).toBe(404);
});
