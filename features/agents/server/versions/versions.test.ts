import { expect, test } from "vitest";
import type { Agent } from "../../contract.ts";
import type { AgentDraft, AgentVersion } from "../../contract/versions.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  startTestChat,
} from "#testing/factories.ts";
import { askAll } from "#testing/visitor.ts";

const target = useApp();

async function setUp(fields: object = {}) {
  const organization = await createOrganization(target);
  const { owner } = organization;
  const project = await createProject(target, organization.id, owner.id);
  const agent = await createAgent(target, organization, project, { name: "Desk", greeting: "Hello.", ...fields });
  const agents = `/v1/organizations/${organization.id}/projects/${project}/agents`;
  const at = `${agents}/${agent}`;
  const change = (changes: object, stamp?: number, as: { cookie: string } = owner) =>
    call<AgentDraft & Refusal>(target, as, `PATCH ${at}/draft`, changes, stamp === undefined ? {} : { "if-match": `"${stamp}"` });
  const publish = (body: object = {}, stamp?: number) =>
    call<AgentVersion & Refusal>(target, owner, `POST ${at}/publish`, body, stamp === undefined ? {} : { "if-match": `"${stamp}"` });
  const draft = async () => (await call<AgentDraft>(target, owner, `GET ${at}/draft`)).body;
  const read = async () => (await call<Agent>(target, owner, `GET ${at}`)).body;
  const versions = async () => (await call<{ data: AgentVersion[]; total: number }>(target, owner, `GET ${at}/versions`)).body;
  const greeted = async () => (await startConversation(target, agent)).greeting;
  const log = async () =>
    (
      await call<{ data: { action: string; sentence: string; before: object; after: object }[] }>(
        target,
        owner,
        `GET /v1/organizations/${organization.id}/audit-entries`,
      )
    ).body.data;
  return { organization, owner, project, agent, agents, at, change, publish, draft, read, versions, greeted, log };
}
type Refusal = { error: { message: string; field_errors?: Record<string, string> } };

test("a new agent has version 1 and an empty draft", async () => {
  const { draft, versions, read, owner } = await setUp({ instructions: "Be brief." });
  expect(await draft()).toMatchObject({ changed: [], version: 0, updated_at: null, settings: { greeting: "Hello." } });
  expect((await versions()).data).toMatchObject([
    { number: 1, published_by: owner.id, published_by_label: owner.email, settings: { instructions: "Be brief." }, note: null },
  ]);
  expect((await read()).published_version).toBe(1);
});

test("visitors are greeted as was published, until the draft is", async () => {
  const { change, publish, draft, greeted, versions, log } = await setUp();
  expect((await change({ greeting: "Good day." })).body).toMatchObject({ changed: ["greeting"], version: 1 });
  expect([await greeted(), (await versions()).total]).toEqual(["Hello.", 1]);
  const published = await publish({ note: "  Politer. " });
  expect(published).toMatchObject({
    status: 201,
    body: { number: 2, note: "Politer.", restores: null, settings: { greeting: "Good day." } },
  });
  expect([await greeted(), (await draft()).changed]).toEqual(["Good day.", []]);
  const [entry] = await log();
  expect(entry).toMatchObject({
    action: "agent.publish",
    before: { greeting: "Hello.", published_version: 1 },
    after: { greeting: "Good day.", published_version: 2 },
  });
  expect(entry!.sentence).toContain("published version 2 of the chat agent “Desk”: greeting");
  expect((await publish()).status).toBe(409);
});

test("who saves a draft that somebody changed meanwhile is told, and changes nothing", async () => {
  const { change, publish, draft, organization } = await setUp();
  const colleague = await createMember(target, organization.id, "member");
  expect((await change({ greeting: "One." }, 0)).status).toBe(200);
  expect((await change({ instructions: "Two." }, 1, colleague)).body.version).toBe(2);
  const refused = await change({ greeting: "Three." }, 1);
  expect([refused.status, refused.body.error.message]).toEqual([409, expect.stringContaining("Somebody changed this")]);
  expect((await publish({}, 1)).status).toBe(409);
  expect(await draft()).toMatchObject({
    version: 2,
    settings: { greeting: "One.", instructions: "Two." },
    updated_by_label: colleague.email,
  });
  // Not the version of another draft: what was open before it was published is stale after it.
  await publish({}, 2);
  expect((await change({ greeting: "Four." }, 2)).status).toBe(409);
});

test("a field that is set back is no longer part of the draft, and nothing is published of it", async () => {
  const { change, publish } = await setUp();
  await change({ greeting: "Good day." });
  expect((await change({ greeting: "Hello." })).body.changed).toEqual([]);
  expect((await publish()).status).toBe(409);
});

test("a change over the API publishes a version of its own, and the draft keeps what it changed alone", async () => {
  const { owner, at, change, draft, greeted, read, versions } = await setUp();
  await change({ instructions: "Be brief." });
  await call(target, owner, `PATCH ${at}`, { greeting: "Good day." });
  expect([await greeted(), (await read()).published_version]).toEqual(["Good day.", 2]);
  expect(await draft()).toMatchObject({ changed: ["instructions"], settings: { greeting: "Good day.", instructions: "Be brief." } });
  await call(target, owner, `PATCH ${at}`, { name: "Counter", allowed_origins: ["https://shop.example"] });
  expect((await versions()).total).toBe(2);
});

test("a draft is discarded, and what was published stays", async () => {
  const { owner, at, change, draft, greeted, log } = await setUp();
  await change({ greeting: "Good day." });
  expect((await call(target, owner, `DELETE ${at}/draft`)).status).toBe(204);
  expect(await draft()).toMatchObject({ changed: [], version: 2, settings: { greeting: "Hello." } });
  expect([await greeted(), (await log())[0]!.action]).toEqual(["Hello.", "agent.discard_draft"]);
  expect((await call(target, owner, `DELETE ${at}/draft`)).status).toBe(204);
  expect((await log()).filter(({ action }) => action === "agent.discard_draft")).toHaveLength(1);
});

test("an agent goes back to an earlier version by a new one, and its draft stays", async () => {
  const { owner, at, change, publish, draft, greeted, log } = await setUp();
  await change({ greeting: "Good day." });
  await publish();
  await change({ instructions: "Be brief." });
  const rolled = await call<AgentVersion>(target, owner, `POST ${at}/roll-back`, { version: 1 });
  expect(rolled).toMatchObject({ status: 201, body: { number: 3, restores: 1, settings: { greeting: "Hello." } } });
  expect([await greeted(), (await draft()).changed]).toEqual(["Hello.", ["instructions"]]);
  expect((await log())[0]!.sentence).toContain("rolled the chat agent “Desk” back to version 1: greeting");
  expect((await call(target, owner, `POST ${at}/roll-back`, { version: 3 })).status).toBe(409);
  expect((await call(target, owner, `POST ${at}/roll-back`, { version: 9 })).status).toBe(404);
});

test("a version is read by its id, and not as another agent's", async () => {
  const { owner, at, agents, organization, project, versions } = await setUp();
  const [first] = (await versions()).data;
  expect((await call<AgentVersion>(target, owner, `GET ${at}/versions/${first!.id}`)).body).toEqual(first);
  const other = await createAgent(target, organization, project);
  expect((await call(target, owner, `GET ${agents}/${other}/versions/${first!.id}`)).status).toBe(404);
});

test("a copy has the settings, the draft and the websites of its original, and a history of its own", async () => {
  const { owner, at, agents, change } = await setUp({ allowed_origins: ["https://shop.example"] });
  await change({ greeting: "Good day." });
  const { status, body } = await call<Agent>(target, owner, `POST ${at}/duplicate`, { name: "Desk 2" });
  expect([status, body]).toMatchObject([
    201,
    { name: "Desk 2", greeting: "Hello.", published_version: 1, allowed_origins: ["https://shop.example"] },
  ]);
  const draft = await call<AgentDraft>(target, owner, `GET ${agents}/${body.id}/draft`);
  expect(draft.body).toMatchObject({ changed: ["greeting"], settings: { greeting: "Good day." } });
  expect((await call<{ data: AgentVersion[] }>(target, owner, `GET ${agents}/${body.id}/versions`)).body.data).toHaveLength(1);
});

test("of two who publish at once each gets a version of their own, or nothing to publish", async () => {
  const { change, publish, versions } = await setUp();
  await change({ greeting: "Good day." });
  const statuses = (await Promise.all([publish(), publish()])).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([201, 409]);
  expect((await versions()).data.map(({ number }) => number)).toEqual([2, 1]);
});

test("an answer says which version gave it", async () => {
  const { owner, organization, project, agent, change, publish } = await setUp();
  const visit = await startTestChat(target, agent, owner);
  await askAll(target, visit, "How long do parcels take?");
  await change({ greeting: "Good day." });
  await publish();
  await askAll(target, visit, "And letters?");
  const path = `/v1/organizations/${organization.id}/projects/${project}/conversations/${visit.conversation_id}/messages`;
  const { body } = await call<{ data: { role: string; agent_version: number | null }[] }>(target, owner, `GET ${path}`);
  expect(body.data.map(({ role, agent_version }) => [role, agent_version])).toEqual([
    ["visitor", null],
    ["agent", 1],
    ["visitor", null],
    ["agent", 2],
  ]);
});

test("a viewer reads drafts and versions and changes none", async () => {
  const { organization, at, change, publish } = await setUp();
  const viewer = await createMember(target, organization.id, "viewer");
  expect((await call(target, viewer, `GET ${at}/draft`)).status).toBe(200);
  expect((await call(target, viewer, `GET ${at}/versions`)).status).toBe(200);
  expect((await change({ greeting: "No." }, undefined, viewer)).status).toBe(403);
  expect((await publish()).status).toBe(409);
  for (const line of [`POST ${at}/publish`, `DELETE ${at}/draft`]) expect((await call(target, viewer, line, {})).status).toBe(403);
});
