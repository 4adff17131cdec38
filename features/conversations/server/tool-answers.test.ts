import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TriedAnswer } from "#features/answering/contract.ts";
import type { StoredSecret } from "#features/tools/contract.ts";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject, startConversation, type TestOrganization } from "#testing/factories.ts";
import { startModelServer, type ModelServer, type Reply } from "#testing/model-server.ts";
import { asJson, orderTool, startToolServer, type ToolServer } from "#testing/tool-server.ts";
import { addPassage, askAll, callAsVisitor, knowModel } from "#testing/visitor.ts";
import type { Message } from "../contract.ts";

const variables: Record<string, string> = { MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local", ANSWER_SECONDS_MAX: "8" };
let models: ModelServer;
let orders: ToolServer;
beforeAll(async () => {
  [models, orders] = await Promise.all([startModelServer(), startToolServer()]);
  Object.assign(variables, { MODEL_BASE_URL: models.url, CONNECTOR_ALLOW: orders.host });
});
const target = useApp({ variables });
afterAll(() => Promise.all([models.close(), orders.close()]));

const value = "tk-0123456789abcdefWXYZ";
let organization: TestOrganization;
let base: string;
let project: string;
beforeEach(async () => {
  models.script();
  models.requests.length = 0;
  orders.requests.length = 0;
  orders.answer((_, response) => asJson(response, { status: "sent", delivery: { date: "3 May" } }));
  knowModel(target);
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  base = `/v1/organizations/${organization.id}/projects/${project}`;
  await addPassage(target, organization.id, project, "Delivery", "Parcels arrive within three working days.");
});

async function headers() {
  const secret = { name: "Key", url: orders.url, value };
  const { id } = (await call<StoredSecret>(target, organization.owner, `POST ${base}/secrets`, secret)).body;
  return [{ name: "X-Key", before: "", secret_id: id }];
}
const calls = (number: string, name = "order_status"): Reply => ({ toolCall: { name, arguments: { number } } });
const says = (text: string): Reply => ({ text: [text] });
/** Asks an agent with these tools; what the visitor gets, and what is stored of it. */
async function askOf(tools: object[], ...replies: Reply[]) {
  models.script(...replies);
  const agent = await createAgent(target, organization, project, { tools });
  const visit = await startConversation(target, agent);
  const answer = await askAll(target, visit, "Where is my parcel A-1?");
  const path = `${base}/conversations/${visit.conversation_id}/messages`;
  const { data } = (await call<{ data: Message[] }>(target, organization.owner, `GET ${path}`)).body;
  return { ...answer, outcome: (answer.events.at(-1)!.data as { outcome?: string }).outcome, stored: data.at(-1)!, visit, agent };
}
const told = () => JSON.stringify(models.requests.at(-1)!.messages.filter(({ role }) => role === "tool"));

test("a model asks a tool, and its words are an answer; the team sees what was called, and visitors do not", async () => {
  const { text, outcome, citations, stored, visit } = await askOf(
    [orderTool(orders.url, { headers: await headers() })],
    calls("A-1"),
    says('It was sent and arrives on 3 May [2 "arrives on 3 May"].'),
  );
  expect([text, outcome, citations]).toEqual(["It was sent and arrives on 3 May.", "answered", []]);
  expect(orders.requests).toMatchObject([{ path: "/orders?number=A-1", headers: { "x-key": value } }]);
  expect(stored.tool_calls).toEqual([
    {
      tool: "order_status",
      outcome: "answered",
      input: '{"number":"A-1"}',
      said: "The order is sent and arrives on 3 May.",
      ms: expect.any(Number),
    },
  ]);
  expect(JSON.stringify((await callAsVisitor(target, visit, "GET /messages")).body)).not.toContain("order_status");
});

test("the secret is in nothing that a model reads and in no row of the conversation, though the server repeats it", async () => {
  orders.answer((asked, response) => asJson(response, { status: JSON.stringify(asked.headers), delivery: { date: value } }));
  const { stored } = await askOf([orderTool(orders.url, { headers: await headers() })], calls("A-1"), says("[no answer]"));
  expect(stored.tool_calls[0]!.outcome).toBe("answered");
  expect(JSON.stringify(models.requests)).not.toContain(value);
  const { rows } = await target.database.admin.query("select * from messages where organization_id = $1", [organization.id]);
  expect(JSON.stringify(rows)).not.toContain(value);
  const events = await target.database.admin.query("select * from live_events where organization_id = $1", [organization.id]);
  expect(JSON.stringify(events.rows)).not.toContain(value);
});

test("what a tool did not say is no answer, as what no passage says", async () => {
  const { outcome, text } = await askOf([orderTool(orders.url)], calls("A-1"), says('It is lost [2 "it is lost"].'));
  expect([outcome, text]).toEqual(["suggested", "It is lost.\n\nI could not check this against my documents."]);
});

test("where a tool fails, the model is told so, and the team sees why", async () => {
  orders.answer((_, response) => void response.writeHead(500).end());
  const { stored, outcome } = await askOf([orderTool(orders.url)], calls("A-1"), says("[no answer] The orders cannot be seen now."));
  expect(told()).toContain("It answered 500.");
  expect([outcome, stored.tool_calls]).toEqual(["declined", [expect.objectContaining({ outcome: "failed", said: "It answered 500." })]]);
});

test("a tool whose secret is gone is not called", async () => {
  const [header] = await headers();
  const tools = [orderTool(orders.url, { headers: [header] })];
  const agent = await createAgent(target, organization, project, { tools });
  await call(target, organization.owner, `DELETE ${base}/secrets/${header!.secret_id}`);
  models.script(calls("A-1"), says("[no answer]"));
  await askAll(target, await startConversation(target, agent), "Where is my parcel A-1?");
  expect([orders.requests, told()]).toEqual([[], expect.stringContaining("is gone")]);
});

describe("a model that goes round in circles comes to an end", () => {
  test("with the same input a tool is called twice, and then the model has to answer", async () => {
    const { stored, outcome, text } = await askOf([orderTool(orders.url)], ...Array.from({ length: 12 }, () => calls("A-1")));
    expect(orders.requests).toHaveLength(2);
    expect(stored.tool_calls.map((one) => one.outcome)).toEqual(["answered", "answered", "refused", "refused"]);
    expect([outcome, text]).toEqual([
      "declined",
      "I could not finish looking that up. Ask for one thing at a time, or try again in a moment.",
    ]);
  });

  test("with ever another input it has eight steps", async () => {
    const { stored, outcome, text } = await askOf([orderTool(orders.url)], ...Array.from({ length: 20 }, (_, at) => calls(`A-${at}`)));
    expect(models.requests).toHaveLength(8);
    expect(stored.tool_calls.length).toBeLessThanOrEqual(8);
    expect([outcome, text]).toEqual(["declined", expect.stringContaining("I could not finish looking that up.")]);
  });

  test("a slow tool does not keep the visitor beyond what an answer may take", async () => {
    orders.answer(() => {});
    const { stored } = await askOf([orderTool(orders.url, { timeout_seconds: 1 })], calls("A-1"), says("[no answer] It does not answer."));
    expect(stored.tool_calls).toMatchObject([{ outcome: "failed", said: "The server took too long to answer." }]);
  });
});

test.each([
  ["a tool of another name", { toolCall: { name: "delete_order", arguments: { number: "A-1" } } }],
  ["a host", { toolCall: { name: "order_status", arguments: { number: "A-1", url: "https://evil.example/" } } }],
  ["a header", { toolCall: { name: "order_status", arguments: { number: "A-1", headers: { authorization: "x" } } } }],
])("a model that calls %s reaches nobody", async (_what, reply) => {
  await askOf([orderTool(orders.url)], reply, says("[no answer]"));
  expect(orders.requests).toEqual([]);
});

test("of the addresses that a tool says, those of its own server alone are shown", async () => {
  const own = `${orders.url}/track/A-1`;
  orders.answer((_, response) =>
    asJson(response, { status: `sent, see ${own} or https://evil.example/?q=1`, delivery: { date: "3 May" } }),
  );
  const { text } = await askOf(
    [orderTool(orders.url)],
    calls("A-1"),
    says(`See ${own} [2 "arrives on 3 May"] or https://evil.example/?q=1 or ![](${own}?q=A-1) now.`),
  );
  expect(text).toContain(`See ${own} or`);
  expect(text).not.toContain("evil.example");
  expect(text).not.toContain("?q=A-1");
});

test("tools of the draft are the draft's alone until it is published, and the test chat shows each call", async () => {
  const agent = await createAgent(target, organization, project);
  const path = `${base}/agents/${agent}`;
  const tools = [orderTool(orders.url)];
  const draft = (await call<{ changed: string[]; version: number }>(target, organization.owner, `PATCH ${path}/draft`, { tools })).body;
  expect(draft.changed).toEqual(["tools"]);
  const tryOut = async (isDraft: boolean) => {
    models.script(...(isDraft ? [calls("A-1")] : []), says('It arrives on 3 May [2 "arrives on 3 May"].'));
    return (await call<TriedAnswer>(target, organization.owner, `POST ${path}/try`, { query: "Where is A-1?", draft: isDraft })).body;
  };
  expect((await tryOut(false)).took!.calls).toEqual([]);
  expect(models.requests.at(-1)!.tools!.map((one) => one.function.name)).toEqual(["search"]);
  expect((await tryOut(true)).took!.calls).toMatchObject([{ tool: "order_status", outcome: "answered" }]);
  await call(target, organization.owner, `POST ${path}/publish`, {});
  expect((await call<{ tools: object[] }>(target, organization.owner, `GET ${path}`)).body.tools).toEqual(tools);
  await call(target, organization.owner, `POST ${path}/roll-back`, { version: 1 });
  expect((await call<{ tools: object[] }>(target, organization.owner, `GET ${path}`)).body.tools).toEqual([]);
});

test("what is wrong with a tool is said at its field", async () => {
  const agent = await createAgent(target, organization, project);
  const tools = [orderTool(orders.url), orderTool("http://10.0.0.1", { name: "other" })];
  const line = `PATCH ${base}/agents/${agent}/draft`;
  type Wrong = { error: { field_errors: Record<string, string> } };
  const wrong = async (input: object) => (await call<Wrong>(target, organization.owner, line, input)).body.error.field_errors;
  expect(await wrong({ tools })).toEqual({ "tools.1.url": expect.stringContaining("private network") });
  expect(await wrong({ tools: [tools[0], tools[0]] })).toEqual({ "tools.1.name": "Another tool has this name." });
  expect(await wrong({ tools: [orderTool(orders.url, { name: "search" })] })).toEqual({
    "tools.0.name": expect.stringContaining("Choose another one."),
  });
});

test("what was called goes with the texts of a conversation", async () => {
  const { visit } = await askOf([orderTool(orders.url)], calls("A-1"), says("[no answer]"));
  const { rows } = await target.database.admin.query("select tool_calls from messages where conversation_id = $1 and role = 'agent'", [
    visit.conversation_id,
  ]);
  expect(rows[0].tool_calls).toHaveLength(1);
});
