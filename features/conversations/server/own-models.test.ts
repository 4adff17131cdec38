import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Provider } from "#features/models/contract.ts";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject, startConversation, type TestOrganization } from "#testing/factories.ts";
import { startModelServer, type Reply } from "#testing/model-server.ts";
import { addPassage, askAll } from "#testing/visitor.ts";
import type { Message } from "../contract.ts";

const server = await startModelServer();
const spare = await startModelServer();
const open = [server, spare].map(({ url }) => new URL(url).host).join(",");
const target = useApp({
  variables: { CONNECTOR_ALLOW: open, ANSWER_SECONDS_MAX: "5", OPERATOR_KEY: "an-operator-key-of-the-tests-32-long" },
});
afterAll(() => Promise.all([server.close(), spare.close()]));

const key = "sk-live-0123456789abcdefWXYZ";
const question = "How long do parcels take?";
const quoted = "Parcels arrive within three working days.";
let organization: TestOrganization;
let project: string;
beforeEach(async () => {
  for (const one of [server, spare]) {
    one.key = key;
    one.requests.length = 0;
    one.bearers.length = 0;
    one.script();
  }
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", quoted);
});

const urls = { compatible: server.url, anthropic: server.anthropicUrl, google: server.googleUrl };
type Kind = keyof typeof urls;
const kinds = Object.keys(urls) as Kind[];

async function addProvider(kind: Kind, base_url = urls[kind]): Promise<string> {
  const input = { name: `Models ${base_url}`, kind, base_url, api_key: key };
  const { status, body } = await call<Provider>(target, organization.owner, `POST ${providers()}`, input);
  expect([status, body]).toEqual([201, expect.anything()]);
  return body.id;
}
const providers = () => `/v1/organizations/${organization.id}/model-providers`;
const readProvider = async (id: string) => (await call<Provider>(target, organization.owner, `GET ${providers()}/${id}`)).body;

/** What a visitor gets of an agent with these models, and what is stored of it. */
async function askOf(fields: object) {
  const agent = await createAgent(target, organization, project, fields);
  const visit = await startConversation(target, agent);
  const answer = await askAll(target, visit, question);
  const path = `/v1/organizations/${organization.id}/projects/${project}/conversations/${visit.conversation_id}/messages`;
  const { data } = (await call<{ data: Message[] }>(target, organization.owner, `GET ${path}`)).body;
  return { ...answer, last: answer.events.at(-1)!, stored: data.at(-1)!, agent };
}
const own = async (kind: Kind, model_name = "local-small") => ({ model_provider_id: await addProvider(kind), model_name });
const saysSo = [{ type: "quoted", text: ["Three working days. ", '[1 "Parcels arrive within three working days"]'] }] as const;

describe.each(kinds)("a model of a provider that is %s", (kind) => {
  test("answers with the organization's key, and the answer says by which model", async () => {
    const { text, citations, last, stored } = await askOf(await own(kind));
    expect([text, citations[0]?.title, last.event]).toEqual([expect.stringContaining("three working days"), "Delivery", "done"]);
    expect(stored.model).toEqual({ name: "local-small", by_fallback: false, cost_usd: null });
    expect(new Set(server.bearers)).toEqual(new Set([key]));
  });

  test("thinks apart, and what it thinks is neither shown nor stored", async () => {
    server.script({ reasoning: ["SECRET ", "thoughts"], text: ["[chat] Three", " days."] });
    const { text, events, stored } = await askOf(await own(kind));
    expect([text, stored.text]).toEqual(["Three days.", "Three days."]);
    expect(JSON.stringify([events, stored])).not.toContain("SECRET");
  });

  test("searches by a call that streams in pieces", async () => {
    server.script({ toolCall: { name: "search", arguments: { query: "parcels" } } }, { text: saysSo[0].text });
    const { text, citations } = await askOf(await own(kind));
    expect([text, citations.length]).toEqual(["Three working days. [1]", 1]);
    expect(server.requests).toHaveLength(2);
  });

  test("is stopped by its filter: nothing of what it said is kept, and the agent declines", async () => {
    server.script({ text: ["Something un"], finish: "filter" });
    const { last, stored } = await askOf(await own(kind));
    expect(last.data).toMatchObject({ outcome: "declined" });
    expect(stored.text).not.toContain("Something un");
  });

  test("runs out of length: the visitor learns that the answer was cut off", async () => {
    server.script({ text: ["And then it"], finish: "length" });
    const { last } = await askOf(await own(kind));
    expect([last.event, last.data.message]).toEqual(["error", "The answer became too long and was cut off."]);
  });

  test.each<[string, Reply, RegExp]>([
    ["is cut midway", { text: ["Three "], then: "cut" }, /could not be completed/],
    ["ends without its mark", { text: ["Three "], then: "end early" }, /could not be completed/],
    ["sends garbage", { text: ["Three "], then: "garbage" }, /could not be completed/],
    ["never ends", { text: ["Three "], then: "never end" }, /too long|too much|could not be completed/],
    ["sends 10 MB at once", { raw: `data: ${"x".repeat(10_000_000)}\n\n`, contentType: "text/event-stream" }, /could not be completed/],
    ["answers with a web page", { raw: "<html>Maintenance</html>", contentType: "text/html" }, /could not be completed|not set up/],
    ["takes the whole time before its first word", { text: ["Three"], beforeMs: 8_000 }, /took too long/],
    ["has lost its key", { status: 401, message: `Incorrect API key provided: ${key}.` }, /not set up completely/],
    ["is gone", { status: 404, message: "No such model." }, /not set up completely/],
  ])("that %s: one sentence for the visitor, and the reason for those who look after it", async (_what, reply, sentence) => {
    server.script(reply, reply);
    const fields = await own(kind);
    const { last, events, stored } = await askOf(fields);
    expect([last.event, last.data.message]).toEqual(["error", expect.stringMatching(sentence)]);
    expect(events.filter(({ event }) => event === "error" || event === "done")).toHaveLength(1);
    expect(stored.outcome).toBe("failed");
    expect(JSON.stringify([events, stored])).not.toContain("0123456789abcdef");
    const { last_error, failed_at } = await readProvider(fields.model_provider_id);
    if (!/too long/.test(String(sentence))) expect([last_error, failed_at]).toEqual([expect.any(String), expect.any(String)]);
    expect(last_error ?? "").not.toContain("0123456789abcdef");
  });

  test("that is asked too much says when to come back: it is asked again then, and the visitor waits once", async () => {
    server.script({ status: 429, message: "Slow down.", headers: { "retry-after": "1" } }, { text: saysSo[0].text });
    const started = Date.now();
    const { text } = await askOf(await own(kind));
    expect(text).toContain("Three working days.");
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
  });
});

describe("a fallback", () => {
  const withSpare = async (kind: Kind, after_seconds = 1) => ({
    ...(await own(kind)),
    fallback: { provider_id: await addProvider("compatible", spare.url), model_name: "local-large", after_seconds },
  });

  test.each<[string, Reply]>([
    ["has lost its key", { status: 401, message: `Incorrect API key provided: ${key}.` }],
    ["is asked too much", { status: 429, message: "Slow down.", headers: { "retry-after": "30" } }],
    ["is broken", { status: 500, message: "Oops." }],
    ["says nothing in time", { text: ["Too late, "], beforeMs: 3_000 }],
    ["opens its answer and says nothing in time", { text: [], then: "stall" }],
    ["ends without a word", { text: [] }],
    ["is stopped by its filter before its first word", { text: [], finish: "filter" }],
    ["answers with a web page", { raw: "<html>Maintenance</html>", contentType: "text/html" }],
  ])("answers where the agent's own model %s: one answer, and the page says why", async (_what, reply) => {
    for (const kind of kinds) {
      server.script(reply);
      spare.script({ text: ["[chat] From the ", "other."] });
      const fields = await withSpare(kind);
      const { text, last, stored } = await askOf(fields);
      expect([kind, text, last.event]).toEqual([kind, "From the other.", "done"]);
      expect(stored.model).toMatchObject({ name: "local-large", by_fallback: true });
      const { last_error, failed_at } = await readProvider(fields.model_provider_id);
      expect([last_error, failed_at]).toEqual([expect.any(String), expect.any(String)]);
      expect(last_error).not.toContain("0123456789abcdef");
      for (const id of [fields.model_provider_id, fields.fallback.provider_id])
        await call(target, organization.owner, `DELETE ${providers()}/${id}`);
    }
  });

  test("is not asked where the own model speaks, however slow it continues, and never after its first word", async () => {
    server.script({ text: ["[chat] One ", "two ", "three."], delayMs: 600 });
    const { text, stored } = await askOf(await withSpare("compatible"));
    expect([text, stored.model!.by_fallback, spare.requests.length]).toEqual(["One two three.", false, 0]);
    server.script({ text: ["[chat] One "], then: "cut" });
    const cut = await askOf({ ...(await withSpareOf(stored)) });
    expect([cut.last.event, spare.requests.length]).toEqual(["error", 0]);

    async function withSpareOf(_before: Message) {
      const list = (await call<{ data: Provider[] }>(target, organization.owner, `GET ${providers()}`)).body.data;
      const [mine, other] = [list.find(({ base_url }) => base_url === server.url)!, list.find(({ base_url }) => base_url === spare.url)!];
      return {
        model_provider_id: mine.id,
        model_name: "local-small",
        fallback: { provider_id: other.id, model_name: "local-large", after_seconds: 1 },
      };
    }
  });

  test("answers at once after three failures in a row, so that not every visitor waits", async () => {
    const fields = await withSpare("compatible");
    for (let count = 0; count < 3; count += 1) {
      server.script({ status: 500, message: "Oops." });
      await askOf(fields);
    }
    const asked = server.requests.length;
    server.script({ text: ["Never asked."] });
    expect((await askOf(fields)).stored.model).toMatchObject({ by_fallback: true });
    expect(server.requests).toHaveLength(asked);
  });
});

test("what uses a provider is named, and without the provider its agents continue with the installation's", async () => {
  const fields = await own("compatible");
  const { agent } = await askOf(fields);
  const { used_by } = await readProvider(fields.model_provider_id);
  expect(used_by).toEqual([{ type: "agent", id: agent, name: "Assistant", project_id: project, model_name: "local-small" }]);
  await call(target, organization.owner, `DELETE ${providers()}/${fields.model_provider_id}`);
  const visit = await startConversation(target, agent);
  const asked = server.requests.length;
  const { events } = await askAll(target, visit, question);
  expect([events.at(-1)!.event, server.requests.length]).toEqual(["done", asked]);
});

test("no agent is answered by another organization's provider", async () => {
  const theirs = (await own("compatible")).model_provider_id;
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", quoted);
  server.bearers.length = 0;
  const { stored } = await askOf({ model_provider_id: theirs, model_name: "local-small" });
  expect([stored.model, server.bearers]).toEqual([null, []]);
});

test("an answer costs what its model costs that day, and says so where nobody knows", async () => {
  const operator = { authorization: "Bearer an-operator-key-of-the-tests-32-long" };
  const setRate = (rate: object | null) => call(target, null, "PUT /v1/operator/model-rates", { model: "local-small", rate }, operator);
  const fields = await own("compatible");
  expect((await askOf(fields)).stored.model!.cost_usd).toBeNull();
  expect((await setRate({ input: 2, output: 10 })).status).toBe(200);
  const { stored } = await askOf(fields);
  // 100 tokens read and 20 written.
  expect(stored.model!.cost_usd).toBe(0.0004);
  await setRate({ input: 200, output: 1_000 });
  const path = `/v1/organizations/${organization.id}/projects/${project}/conversations`;
  const list = await call<{ data: { id: string }[] }>(target, organization.owner, `GET ${path}`);
  const costs = [];
  for (const { id } of list.body.data) {
    const { data } = (await call<{ data: Message[] }>(target, organization.owner, `GET ${path}/${id}/messages`)).body;
    costs.push(data.at(-1)!.model!.cost_usd);
  }
  expect(costs).toEqual([0.0004, null]);
  expect((await setRate(null)).status).toBe(200);
});
