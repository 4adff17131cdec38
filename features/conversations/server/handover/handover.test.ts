import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Conversation, ConversationCounts, Message, VisitorMessages } from "../../contract.ts";
import type { ProductEvent } from "#platform/events.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createKey,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  type TestMember,
  type TestOrganization,
  type TestVisit,
} from "#testing/factories.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { addPassage, ask, askAll, callAsVisitor, knowModel } from "#testing/visitor.ts";

const variables: Record<string, string> = { MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local" };
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
  variables.MODEL_BASE_URL = models.url;
});
const target = useApp({ variables });
afterAll(() => models.close());

let organization: TestOrganization;
let colleague: TestMember;
let project: string;
let agent: string;
let visit: TestVisit;
beforeEach(async () => {
  models.script();
  knowModel(target);
  organization = await createOrganization(target);
  colleague = await createMember(target, organization.id, "member");
  project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  agent = await createAgent(target, organization, project);
  visit = await startConversation(target, agent);
});

type By = TestMember | { key: string };
const at = (rest = "") => `/v1/organizations/${organization.id}/projects/${project}/conversations${rest}`;
const act = (by: By, what: string, body?: object) =>
  call<Conversation & { error?: { message: string } }>(target, by, `POST ${at(`/${visit.conversation_id}/${what}`)}`, body);
const read = async (by: By = organization.owner) => (await call<Conversation>(target, by, `GET ${at(`/${visit.conversation_id}`)}`)).body;
const lines = async () =>
  (await call<{ data: Message[] }>(target, organization.owner, `GET ${at(`/${visit.conversation_id}/messages`)}`)).body.data;
const asVisitor = <Body = Record<string, unknown>>(line: string, body?: object) => callAsVisitor<Body>(target, visit, line, body);
const seen = async () => (await asVisitor<VisitorMessages>("GET /messages")).body;
const doneOf = (answer: Awaited<ReturnType<typeof askAll>>) => answer.events.at(-1)!.data as { outcome?: string; handover?: string };

test("a person can be asked for before anything was said; the conversation waits and is listed", async () => {
  expect(await asVisitor("POST /handover", {})).toMatchObject({ status: 202, body: { state: "waiting" } });
  expect(await asVisitor("POST /handover", {})).toMatchObject({ status: 202, body: { state: "waiting" } });
  const { body } = await call<{ data: Conversation[] }>(target, organization.owner, `GET ${at("?handover=waiting")}`);
  expect(body.data).toMatchObject([
    // Nothing was said, and yet there is something to read.
    { unread: true },
  ]);
  expect(body.data).toMatchObject([
    { id: visit.conversation_id, handover: "waiting", assigned_to: null, last_message: { role: "system" } },
  ]);
  expect((await lines()).map(({ text }) => text)).toEqual(["The visitor asked for a person."]);
  expect(await seen()).toMatchObject({ handover: "waiting", data: [{ role: "system", text: "You asked for a person." }] });
});

test("while it waits the agent answers, and says to a wish that a person is asked already", async () => {
  await asVisitor("POST /handover", {});
  const answer = await askAll(target, visit, "When do parcels arrive?");
  expect(doneOf(answer).outcome).toBe("answered");
  expect((await askAll(target, visit, "Can I talk to someone?")).text).toMatch(/^The team knows/);
  expect(await read()).toMatchObject({ handover: "waiting" });
});

test.each(["Can I talk to a person?", "Kann ich mit einem Menschen sprechen?", "我想找人工客服"])(
  "a wish in words asks for a person, without a model: %s",
  async (wish) => {
    const before = models.requests.length;
    expect(doneOf(await askAll(target, visit, wish))).toMatchObject({ outcome: "answered", handover: "waiting" });
    expect(models.requests).toHaveLength(before);
    expect(await read()).toMatchObject({ handover: "waiting" });
  },
);

test("an agent that does not hand over takes no wish, in words or by the button", async () => {
  await call(target, organization.owner, `PATCH ${at().replace("conversations", `agents/${agent}`)}`, { hands_over: false });
  expect((await asVisitor("POST /handover", {})).status).toBe(403);
  expect((await askAll(target, visit, "Can I talk to a person?")).text).not.toMatch(/I have told the team/);
  expect(await read()).toMatchObject({ handover: "agent" });
});

test("who takes over writes, the visitor reads it with their name, and the agent is silent until it is given back", async () => {
  await askAll(target, visit, "When do parcels arrive?");
  expect(await act(colleague, "take-over")).toMatchObject({
    status: 200,
    body: { handover: "person", assigned_to: { membership_id: colleague.membershipId } },
  });
  const asked = models.requests.length;
  const turn = await askAll(target, visit, "Are you there?");
  expect(turn.events.map(({ event }) => event)).toEqual(["done"]);
  expect(doneOf(turn)).toMatchObject({ outcome: "person", handover: "person" });
  expect(models.requests).toHaveLength(asked);
  expect(await act(colleague, "messages", { text: "Hello, I am." })).toMatchObject({
    status: 201,
    body: { role: "person", text: "Hello, I am." },
  });
  expect(await act(colleague, "notes", { text: "Mind the gate code." })).toMatchObject({ status: 201, body: { role: "note" } });
  const { data, handover } = await seen();
  expect(handover).toBe("person");
  expect(data.map(({ role }) => role)).toEqual(["visitor", "agent", "system", "visitor", "person"]);
  expect(JSON.stringify(data)).not.toContain("gate code");
  expect((await lines()).map(({ role }) => role)).toEqual(["visitor", "agent", "system", "visitor", "person", "note"]);
  expect(await act(colleague, "give-back")).toMatchObject({ status: 200, body: { handover: "agent", assigned_to: null } });
  expect(doneOf(await askAll(target, visit, "When do parcels arrive?")).outcome).toBe("answered");
});

test("of two who take over at once one has it, and the other is told who", async () => {
  await asVisitor("POST /handover", {});
  const [one, other] = await Promise.all([act(organization.owner, "take-over"), act(colleague, "take-over")]);
  expect([one.status, other.status].toSorted()).toEqual([200, 409]);
  const refused = one.status === 409 ? one : other;
  const holder = one.status === 409 ? colleague : organization.owner;
  expect(refused.body.error!.message).toBe(`Test Person has this conversation.`);
  expect((await act(holder, "take-over")).status).toBe(200);
  expect((await act(holder === colleague ? organization.owner : colleague, "messages", { text: "Hello" })).status).toBe(409);
  expect((await lines()).filter(({ role }) => role === "system")).toHaveLength(2);
});

test("a person who takes over silences an answer that is streaming; what was said of it stays", async () => {
  models.script({ text: ["Parcels ", "arrive ", "within three days."], delayMs: 1_000 });
  const response = await ask(target, visit, "When do parcels arrive?");
  const text = response.text();
  await expect.poll(async () => (await read()).message_count).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const began = performance.now();
  await act(colleague, "take-over");
  const events = await text;
  expect(performance.now() - began).toBeLessThan(1_200);
  expect(events).toContain('"outcome":"person"');
  const answer = (await lines()).find(({ role }) => role === "agent");
  expect(answer).toMatchObject({ outcome: "aborted" });
  expect(doneOf(await askAll(target, visit, "Hello?")).outcome).toBe("person");
});

test(
  "where another process has the take-over, an answer that is streaming ends with its next sign of life",
  { timeout: 30_000 },
  async () => {
    models.script({ text: ["Parcels ", "arrive ", "within ", "three ", "days."], delayMs: 6_000 });
    const response = await ask(target, visit, "When do parcels arrive?");
    const text = response.text();
    await expect.poll(async () => (await read()).message_count).toBe(1);
    await target.database.admin.query("update conversations set handover = 'person' where id = $1", [visit.conversation_id]);
    const began = performance.now();
    expect(await text).toContain('"outcome":"person"');
    expect(performance.now() - began).toBeLessThan(16_000);
    expect((await lines()).find(({ role }) => role === "agent")).toMatchObject({ outcome: "aborted" });
  },
);

test("a closed conversation refuses replies and opens again when its visitor writes", async () => {
  // Before its first message a visit is no conversation.
  expect((await act(colleague, "take-over")).status).toBe(404);
  await askAll(target, visit, "When do parcels arrive?");
  expect(await act(colleague, "take-over")).toMatchObject({ status: 200 });
  expect(await act(colleague, "close")).toMatchObject({ status: 200, body: { handover: "closed" } });
  expect((await act(colleague, "messages", { text: "One more thing" })).status).toBe(409);
  expect((await call(target, colleague, `GET ${at("?closed=true")}`)).body).toMatchObject({ total: 1 });
  expect(doneOf(await askAll(target, visit, "When do parcels arrive?")).outcome).toBe("answered");
  expect(await read()).toMatchObject({ handover: "agent", assigned_to: null });
  const said = (await call<{ data: { role: string }[] }>(target, colleague, `GET ${at(`/${visit.conversation_id}/messages`)}`)).body.data;
  // That it is open again stands before what opened it.
  expect(said.map(({ role }) => role).slice(-3)).toEqual(["system", "visitor", "agent"]);
  await act(colleague, "close");
  expect(await act(colleague, "reopen")).toMatchObject({ body: { handover: "agent" } });
});

test("the visitor can take the wish back while nobody has taken it", async () => {
  await asVisitor("POST /handover", {});
  expect(await asVisitor("DELETE /handover")).toMatchObject({ status: 200, body: { state: "agent" } });
  await act(colleague, "take-over");
  expect((await asVisitor("DELETE /handover")).status).toBe(409);
});

test("who has it hands it on; without anybody, or when they leave the organization, it waits again", async () => {
  await askAll(target, visit, "When do parcels arrive?");
  await act(colleague, "take-over");
  const patch = (body: object) => call<Conversation>(target, organization.owner, `PATCH ${at(`/${visit.conversation_id}`)}`, body);
  expect(await patch({ assigned_to: organization.owner.membershipId })).toMatchObject({
    body: { handover: "person", assigned_to: { membership_id: organization.owner.membershipId } },
  });
  expect((await act(colleague, "messages", { text: "Hello" })).status).toBe(409);
  expect(await patch({ assigned_to: null })).toMatchObject({ body: { handover: "waiting", assigned_to: null } });
  expect((await patch({ assigned_to: "mem_01jd0000000000000000000000" })).status).toBe(422);
  await act(colleague, "take-over");
  const told: ProductEvent[] = [];
  target.platform.events.listen((event) => void told.push(event));
  const gone = await call(target, organization.owner, `DELETE /v1/organizations/${organization.id}/members/${colleague.membershipId}`);
  expect(gone.status).toBe(204);
  expect(await read()).toMatchObject({ handover: "waiting", assigned_to: null });
  expect(told).toMatchObject([
    { name: "member.remove" },
    {
      name: "conversation.leave",
      target: { type: "conversation", id: visit.conversation_id },
      change: "changed",
      within: { project_id: project },
    },
  ]);
});

test.each(["New member", ""])("who is called %j is the team to a visitor", async (name) => {
  await target.database.admin.query("update users set name = $2 where id = $1", [colleague.id, name]);
  await askAll(target, visit, "When do parcels arrive?");
  await act(colleague, "take-over");
  await act(colleague, "messages", { text: "On Tuesday." });
  const { data } = (await callAsVisitor<{ data: { text: string; name?: string }[] }>(target, visit, "GET /messages")).body;
  expect(data.slice(-2)).toMatchObject([{ text: "The team is here now." }, { text: "On Tuesday.", name: "The team" }]);
});

describe("who can", () => {
  test("a Viewer reads and does nothing; a key acts for who made it", async () => {
    await askAll(target, visit, "When do parcels arrive?");
    const viewer = await createMember(target, organization.id, "viewer");
    for (const what of ["take-over", "close", "give-back", "reopen"]) expect((await act(viewer, what)).status).toBe(403);
    expect((await act(viewer, "notes", { text: "Hello" })).status).toBe(403);
    expect((await call(target, viewer, `PATCH ${at(`/${visit.conversation_id}`)}`, { tags: ["a"] })).status).toBe(403);
    expect((await call(target, viewer, `DELETE ${at(`/${visit.conversation_id}`)}`)).status).toBe(403);
    expect(await read(viewer)).toMatchObject({ handover: "agent" });
    const { key } = await createKey(target, organization.id, organization.owner.id, ["conversation:read", "conversation:reply"]);
    expect(await act({ key }, "take-over")).toMatchObject({ body: { assigned_to: { membership_id: organization.owner.membershipId } } });
    expect((await call(target, { key }, `PATCH ${at(`/${visit.conversation_id}`)}`, { assigned_to: null })).status).toBe(403);
    expect((await call(target, { key }, `PATCH ${at(`/${visit.conversation_id}`)}`, { tags: ["a", "a", "b"] })).body).toMatchObject({
      tags: ["a", "b"],
    });
  });
});

test("lists are filtered by who has it, by tags and by what was not read", async () => {
  await askAll(target, visit, "When do parcels arrive?");
  const list = async (query: string, by: By = colleague) =>
    (await call<{ total: number }>(target, by, `GET ${at(`?${query}`)}`)).body.total;
  expect(await Promise.all([list("assigned_to=me"), list("assigned_to=none"), list("unread=true")])).toEqual([0, 1, 1]);
  await act(colleague, "take-over");
  await act(colleague, "read");
  await call(target, colleague, `PATCH ${at(`/${visit.conversation_id}`)}`, { tags: ["delivery"] });
  expect(await Promise.all([list("assigned_to=me"), list("tag=delivery"), list("tag=other"), list("unread=true")])).toEqual([1, 1, 0, 0]);
  expect(await Promise.all([list("unread=true", organization.owner), list(`assigned_to=${colleague.membershipId}`)])).toEqual([1, 1]);
  expect(await read(colleague)).toMatchObject({ unread: false, outcome: "answered", answers: 1, unanswered: 0 });
  await askAll(target, visit, "Are you there?");
  expect(await list("unread=true")).toBe(1);
  const counts = await call<ConversationCounts>(target, colleague, `GET ${at().replace("conversations", "conversation-counts")}`);
  expect(counts.body).toEqual({ waiting: 0, person: 1, mine: 1, unassigned: 0, waiting_since: null });
});

test("the title is the first question that is no greeting", async () => {
  await askAll(target, visit, "Hello");
  expect((await read()).opening).toBe("Hello");
  await askAll(target, visit, "When do parcels arrive?");
  await askAll(target, visit, "And by night?");
  expect((await read()).opening).toBe("When do parcels arrive?");
});

test("a conversation that a person was asked for keeps its visitor's token for 30 days after its last use and its last message", async () => {
  await askAll(target, visit, "When do parcels arrive?");
  const age = (usedDays: number, saidDays = usedDays) =>
    target.database.admin.query(
      `update conversations set last_used_at = now() - make_interval(days => $2), last_message_at = now() - make_interval(days => $3)
       where id = $1`,
      [visit.conversation_id, usedDays, saidDays],
    );
  await age(2);
  expect((await asVisitor("GET /messages")).status).toBe(401);
  await age(0);
  await asVisitor("POST /handover", {});
  await age(29);
  expect((await asVisitor("GET /messages")).status).toBe(200);
  await age(31);
  expect((await asVisitor("GET /messages")).status).toBe(401);
  await age(31, 29);
  expect((await asVisitor("GET /messages")).status).toBe(200);
});

test("the audit log says what the team did, and holds nothing that was said and no name", async () => {
  await askAll(target, visit, "When do parcels arrive in Wimbledon?");
  await act(colleague, "take-over");
  await act(colleague, "messages", { text: "On Tuesday in Wimbledon." });
  await call(target, colleague, `PATCH ${at(`/${visit.conversation_id}`)}`, {
    tags: ["Wimbledon"],
    assigned_to: organization.owner.membershipId,
  });
  await act(organization.owner, "close");
  expect((await call(target, organization.owner, `DELETE ${at(`/${visit.conversation_id}`)}`)).status).toBe(204);
  const { rows } = await target.database.admin.query<{ action: string; entry: string }>(
    "select action, e::text as entry from audit_entries e where organization_id = $1 and action ~ '^(conversation|message)' order by id",
    [organization.id],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "conversation.take_over",
    "conversation.update",
    "conversation.close",
    "conversation.delete",
  ]);
  expect(rows.map(({ entry }) => entry).join("\n")).not.toContain("Wimbledon");
  expect(await target.database.admin.query("select from messages where conversation_id = $1", [visit.conversation_id])).toMatchObject({
    rowCount: 0,
  });
});

test("a conversation that was deleted does not come back by what its visitor writes", async () => {
  await askAll(target, visit, "When do parcels arrive?");
  const path = at(`/${visit.conversation_id}`);
  expect((await call(target, organization.owner, `DELETE ${path}`)).status).toBe(204);
  expect((await asVisitor("POST /messages", { text: "Hello?" })).status).toBe(401);
  expect((await call(target, organization.owner, `GET ${path}`)).status).toBe(404);
});
