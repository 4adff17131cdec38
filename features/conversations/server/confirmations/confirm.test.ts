import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TriedAnswer } from "#features/answering/contract.ts";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject, startConversation, type TestOrganization } from "#testing/factories.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { asJson, orderTool, startToolServer, type ToolServer } from "#testing/tool-server.ts";
import { askAll, callAsVisitor, knowModel } from "#testing/visitor.ts";
import type { Message, VisitorMessages } from "../../contract.ts";
import type { Confirmed } from "../../contract/confirmation.ts";

const variables: Record<string, string> = { MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local", ANSWER_SECONDS_MAX: "8" };
let models: ModelServer;
let orders: ToolServer;
beforeAll(async () => {
  [models, orders] = await Promise.all([startModelServer(), startToolServer()]);
  Object.assign(variables, { MODEL_BASE_URL: models.url, CONNECTOR_ALLOW: orders.host });
});
const target = useApp({ variables });
afterAll(() => Promise.all([models.close(), orders.close()]));

let organization: TestOrganization;
let project: string;
beforeEach(async () => {
  models.script();
  models.requests.length = 0;
  orders.requests.length = 0;
  orders.answer((_, response) => asJson(response, { status: "cancelled" }));
  knowModel(target);
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
});

const cancelTool = (fields: object = {}) =>
  orderTool(orders.url, {
    name: "cancel_order",
    when: "When a visitor wants to cancel an order.",
    method: "POST",
    parameters: [{ name: "order_number", type: "string", description: "", required: true, in: "body" }],
    answer: "The order is {/status}.",
    confirm: "Cancel this order?",
    ...fields,
  });
const wants = (order_number: string) => ({ toolCall: { name: "cancel_order", arguments: { order_number } } });

async function asked(fields: object = {}, ...replies: Parameters<ModelServer["script"]>) {
  models.script(...(replies.length > 0 ? replies : [wants("A-1"), { text: ["I can cancel order A-1. Please confirm it."] }]));
  const agent = await createAgent(target, organization, project, { tools: [cancelTool(fields)] });
  const visit = await startConversation(target, agent);
  const answer = await askAll(target, visit, "Cancel order A-1");
  const done = answer.events.at(-1)!.data as { message_id: string; outcome: string; confirmation?: object };
  const decide = async (confirmed: boolean, of = visit) =>
    (await callAsVisitor<Confirmed>(target, of, "POST /confirm", { message_id: done.message_id, confirmed })).body.state;
  const history = async () => (await callAsVisitor<VisitorMessages>(target, visit, "GET /messages")).body.data;
  return { agent, visit, answer, done, decide, history };
}

test("a tool that writes asks the visitor first, with what would be sent, and is called once they say yes", async () => {
  const { answer, done, decide, history } = await asked();
  const confirmation = {
    state: "open",
    question: "Cancel this order?",
    sent_to: orders.host,
    fields: [{ name: "order number", value: "A-1" }],
    expires_at: expect.any(String),
  };
  expect([answer.text, done.outcome, done.confirmation]).toEqual(["I can cancel order A-1. Please confirm it.", "answered", confirmation]);
  expect(orders.requests).toEqual([]);
  expect((await history()).at(-1)).toMatchObject({ confirmation });
  expect(await decide(true)).toBe("sent");
  expect(orders.requests).toMatchObject([{ method: "POST", body: '{"order_number":"A-1"}' }]);
  const [, before, after] = await history();
  expect([before!.confirmation!.state, after!.text, after!.role]).toEqual(["sent", "The order is cancelled.", "agent"]);
});

test("it is sent once, however often and however quickly somebody says yes", async () => {
  const { decide, history } = await asked();
  const states = await Promise.all([decide(true), decide(true), decide(true)]);
  expect(states.toSorted()).toContain("sent");
  expect(await decide(true)).toBe("sent");
  expect(orders.requests).toHaveLength(1);
  expect(await history()).toHaveLength(3);
});

test("after a no, a later question or 15 minutes nothing is sent any more", async () => {
  const first = await asked();
  expect(await first.decide(false)).toBe("declined");
  expect(await first.decide(true)).toBe("declined");

  const second = await asked();
  models.script(wants("A-2"), { text: ["Please confirm it."] });
  await askAll(target, second.visit, "Cancel order A-2 as well, please");
  expect(await second.decide(true)).toBe("declined");

  const third = await asked();
  await target.database.admin.query("update confirmations set expires_at = now() - interval '1 second' where message_id = $1", [
    third.done.message_id,
  ]);
  expect((await third.history()).at(-1)!.confirmation!.state).toBe("expired");
  expect(await third.decide(true)).toBe("expired");
  expect(orders.requests).toEqual([]);
});

test("nobody else's visitor can say yes, and the message is that of an agent that asked", async () => {
  const { done, decide, agent } = await asked();
  const stranger = await startConversation(target, agent);
  models.script({ text: ["[chat] Hello."] });
  await askAll(target, stranger, "Hello");
  expect(await decide(true, stranger)).toBe("expired");
  expect(await callAsVisitor(target, stranger, "POST /confirm", { message_id: "msg_none", confirmed: true })).toMatchObject({
    status: 200,
  });
  expect([orders.requests, done.confirmation]).toEqual([[], expect.anything()]);
});

test("what the visitor confirmed is what the version said that asked, whatever was published meanwhile", async () => {
  const { agent, decide } = await asked();
  const tools = [cancelTool({ url: `${orders.url}/elsewhere` })];
  await call(target, organization.owner, `PATCH /v1/organizations/${organization.id}/projects/${project}/agents/${agent}`, { tools });
  expect(await decide(true)).toBe("sent");
  expect(orders.requests[0]!.path).toBe("/orders");
});

test("what failed says so, and the team sees why", async () => {
  orders.answer((_, response) => void response.writeHead(500).end());
  const { visit, decide, history } = await asked();
  expect(await decide(true)).toBe("failed");
  expect((await history()).at(-1)!.text).toBe("That did not work. Please try again in a while.");
  const path = `/v1/organizations/${organization.id}/projects/${project}/conversations/${visit.conversation_id}/messages`;
  const { data } = (await call<{ data: Message[] }>(target, organization.owner, `GET ${path}`)).body;
  expect(data.map((one) => one.tool_calls.map(({ outcome, said }) => [outcome, said]))).toEqual([
    [],
    [["asked", ""]],
    [["failed", "It answered 500."]],
  ]);
});

test("what a tool answers is shown without addresses of other servers, and raw answers are not shown at all", async () => {
  orders.answer((_, response) => asJson(response, { status: "done, see https://evil.example/?q=1 and ![x](//evil.example/p)" }));
  const worded = await asked();
  await worded.decide(true);
  expect((await worded.history()).at(-1)!.text).not.toContain("evil.example");
  const raw = await asked({ answer: "" });
  await raw.decide(true);
  expect((await raw.history()).at(-1)!.text).toBe("That is done.");
});

test("a model that asks for several things has one of them asked, and one that says nothing asks all the same", async () => {
  const { answer, done } = await asked({}, wants("A-1"), wants("A-2"), wants("A-3"), wants("A-4"), wants("A-5"));
  expect(done.confirmation).toMatchObject({ fields: [{ value: "A-1" }] });
  expect(answer.text).toBe("Please confirm this below.");
  expect(orders.requests).toEqual([]);
});

test.each([
  [{ confirm: undefined }, "asked"],
  [{ confirm: "" }, "asked"],
  [{ confirm: null }, "answered"],
  [{ confirm: undefined, method: "GET", parameters: [] }, "refused"],
])("with %j a call is %s", async (fields, outcome) => {
  const agent = await createAgent(target, organization, project, { tools: [cancelTool(fields)] });
  models.script(wants("A-1"), { text: ["[chat] Well."] });
  const line = `POST /v1/organizations/${organization.id}/projects/${project}/agents/${agent}/try`;
  const { took } = (await call<TriedAnswer>(target, organization.owner, line, { query: "Cancel order A-1" })).body;
  expect(took!.calls.map((one) => one.outcome)).toEqual([outcome]);
  expect(orders.requests).toHaveLength(outcome === "answered" ? 1 : 0);
});

test("what was asked goes with the texts of the conversation", async () => {
  const { visit } = await asked();
  const count = async () =>
    Number(
      (await target.database.admin.query("select count(*) from confirmations where conversation_id = $1", [visit.conversation_id])).rows[0]
        .count,
    );
  expect(await count()).toBe(1);
  await call(
    target,
    organization.owner,
    `DELETE /v1/organizations/${organization.id}/projects/${project}/conversations/${visit.conversation_id}`,
  );
  expect(await count()).toBe(0);
});
