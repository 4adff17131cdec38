import { beforeEach, expect, test } from "vitest";
import type { Conversation, Message, VisitorMessages } from "../../contract.ts";
import type { ProductEvent } from "#platform/events.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createOrganization,
  createProject,
  startConversation,
  visitorOrigin,
  type TestOrganization,
  type TestVisit,
} from "#testing/factories.ts";
import { addPassage, askAll } from "#testing/visitor.ts";

const target = useApp();

let organization: TestOrganization;
let project: string;
let agent: string;
let visit: TestVisit;
beforeEach(async () => {
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  agent = await createAgent(target, organization, project);
  visit = await startConversation(target, agent);
});

const at = (rest = "") => `/v1/organizations/${organization.id}/projects/${project}/conversations${rest}`;
const asVisitor = <Body = Record<string, unknown>>(line: string, body?: object, by = visit) =>
  call<Body>(target, null, line.replace("…", `/widget/v1/conversations/${visit.conversation_id}`), body, {
    origin: visitorOrigin,
    authorization: `Bearer ${by.visitor_token}`,
  });
const answerOf = async (question = "When do parcels arrive?") => (await askAll(target, visit, question)).events.at(-1)!.data.message_id!;
const read = async () => (await call<Conversation>(target, organization.owner, `GET ${at(`/${visit.conversation_id}`)}`)).body;
const messages = async () =>
  (await call<{ data: Message[] }>(target, organization.owner, `GET ${at(`/${visit.conversation_id}/messages`)}`)).body.data;
const listed = async (rating: string) =>
  (await call<{ data: Conversation[] }>(target, organization.owner, `GET ${at(`?rating=${rating}`)}`)).body.data.map(({ id }) => id);

test("an answer and the conversation are rated once each, changeably; the team reads it with them, and lists by it", async () => {
  const answer = await answerOf();
  expect(await asVisitor("POST …/rating", { score: 1, message_id: answer })).toEqual(
    expect.objectContaining({ status: 200, body: { score: 1, comment: null } }),
  );
  expect((await messages()).map(({ rating }) => rating)).toEqual([null, { score: 1, comment: null }]);
  expect(await read()).toMatchObject({ rating: null });
  expect(await listed("1")).toEqual([visit.conversation_id]);
  expect(await listed("-1")).toEqual([]);

  await asVisitor("POST …/rating", { score: -1, message_id: answer, comment: "  Where is my parcel?  " });
  await asVisitor("POST …/rating", { score: 1, comment: "Kind." });
  expect((await messages())[1]).toMatchObject({ rating: { score: -1, comment: "Where is my parcel?" } });
  expect(await read()).toMatchObject({ rating: { score: 1, comment: "Kind." } });
  expect(await listed("-1")).toEqual([visit.conversation_id]);
  expect((await target.database.admin.query("select from ratings where organization_id = $1", [organization.id])).rowCount).toBe(2);
  // What the visitor finds again after a reload.
  expect((await asVisitor<VisitorMessages>("GET …/messages")).body).toMatchObject({
    rating: { score: 1 },
    data: [{ role: "visitor" }, { id: answer, rating: { score: -1 } }],
  });

  await asVisitor("POST …/rating", { score: -1 });
  expect(await read()).toMatchObject({ rating: { score: -1, comment: null } });
});

test("nobody rates what is no answer, what is not theirs, or by another score", async () => {
  const foreign = await answerOf();
  const [question] = await messages();
  const other = visit;
  visit = await startConversation(target, agent);
  expect((await asVisitor("POST …/rating", { score: 1 })).status).toBe(404);
  await answerOf();
  expect(await asVisitor("POST …/rating", { score: 1, message_id: foreign })).toMatchObject({ status: 422 });
  expect((await asVisitor("POST …/rating", { score: 1 }, other)).status).toBe(404);
  for (const score of [0, 2, 0.5, "1", null]) expect((await asVisitor("POST …/rating", { score })).status).toBe(422);
  expect((await asVisitor("POST …/rating", { score: 1, comment: "x".repeat(1_001) })).status).toBe(422);
  visit = other;
  expect((await asVisitor("POST …/rating", { score: 1, message_id: question!.id })).status).toBe(422);
  expect((await target.database.admin.query("select from ratings where organization_id = $1", [organization.id])).rowCount).toBe(0);
});

test("an event tells of it without a word of the comment, and no entry is left", async () => {
  const answer = await answerOf();
  const events: ProductEvent[] = [];
  const end = target.platform.events.listen((event) => void events.push(event));
  await asVisitor("POST …/rating", { score: -1, message_id: answer, comment: "Aubergine" });
  await asVisitor("POST …/rating", { score: 1, comment: "Aubergine" });
  end();
  expect(events).toMatchObject([
    { name: "answer.rate", target: { type: "message", id: answer } },
    { name: "conversation.rate", target: { type: "conversation", id: visit.conversation_id } },
  ]);
  expect(JSON.stringify(events)).not.toContain("Aubergine");
  const { rows } = await target.database.admin.query("select e::text as text from audit_entries e where organization_id = $1", [
    organization.id,
  ]);
  expect(rows.filter(({ text }) => /Aubergine|\.rate/.test(text))).toEqual([]);
});

test("ratings go with their conversation", async () => {
  await asVisitor("POST …/rating", { score: 1, message_id: await answerOf() });
  await asVisitor("POST …/rating", { score: 1 });
  await call(target, organization.owner, `DELETE ${at(`/${visit.conversation_id}`)}`);
  expect((await target.database.admin.query("select from ratings where organization_id = $1", [organization.id])).rowCount).toBe(0);
});
