import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { usualWhen, type OwnKind } from "#features/tools/contract/own-tool.ts";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject, startConversation, type TestOrganization } from "#testing/factories.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { askAll, callAsVisitor, knowModel } from "#testing/visitor.ts";
import type { Conversation, VisitorMessages } from "../../contract.ts";

const variables: Record<string, string> = { MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local", ANSWER_SECONDS_MAX: "8" };
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
  variables.MODEL_BASE_URL = models.url;
});
const target = useApp({ variables });
afterAll(() => models.close());

let organization: TestOrganization;
let project: string;
beforeEach(async () => {
  models.requests.length = 0;
  knowModel(target);
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
});

async function asked(kind: OwnKind, said: string[], fields: object = {}) {
  const tools = [{ kind, when: usualWhen[kind] }];
  const visit = await startConversation(target, await createAgent(target, organization, project, { tools, ...fields }));
  models.script({ toolCall: { name: kind, arguments: {} } }, { text: said });
  const answer = await askAll(target, visit, "This is a scandal, I have waited for weeks");
  const path = `/v1/organizations/${organization.id}/projects/${project}/conversations/${visit.conversation_id}`;
  const read = async () => (await call<Conversation>(target, organization.owner, `GET ${path}`)).body;
  const lines = async () =>
    (await callAsVisitor<VisitorMessages>(target, visit, "GET /messages")).body.data
      .filter(({ role }) => role === "system")
      .map(({ text }) => text);
  return { visit, answer, done: answer.events.at(-1)!.data as { outcome?: string; handover?: string }, read, lines };
}

test("a model that hands over asks the team for a person, and its words are an answer", async () => {
  const { answer, done, read, lines } = await asked("hand_over", ["I am sorry. A person of the team will write here."]);
  expect([answer.text, done]).toMatchObject([
    "I am sorry. A person of the team will write here.",
    { outcome: "answered", handover: "waiting" },
  ]);
  expect((await read()).handover).toBe("waiting");
  expect(await lines()).toEqual(["You asked for a person."]);
});

test("a model that says nothing of it has it said", async () => {
  const { answer } = await asked("hand_over", [" "]);
  expect(answer.text).toBe("I have told the team that you would like to talk to a person. They will answer here.");
});

test("where visitors cannot ask for a person, the model has no such tool", async () => {
  const { read } = await asked("hand_over", ["[chat] I am sorry."], { hands_over: false });
  expect(models.requests[0]!.tools!.map((one) => one.function.name)).toEqual(["search"]);
  expect((await read()).handover).toBe("agent");
});

test("a model that ends the conversation closes it behind its answer, and a visitor who writes again opens it", async () => {
  const { visit, done, read, lines } = await asked("end", ["Goodbye."]);
  expect(done).toMatchObject({ outcome: "answered", handover: "closed" });
  expect((await read()).handover).toBe("closed");
  expect(await lines()).toEqual(["This conversation was closed. Write to open it again."]);
  models.script({ text: ["[chat] Hello again."] });
  await askAll(target, visit, "One more thing about my parcel");
  expect((await read()).handover).toBe("agent");
});

test("one that waits for a person stays open", async () => {
  const tools = [{ kind: "end", when: usualWhen.end }];
  const visit = await startConversation(target, await createAgent(target, organization, project, { tools }));
  await callAsVisitor(target, visit, "POST /handover", {});
  models.script({ toolCall: { name: "end", arguments: {} } }, { text: ["Goodbye."] });
  const { events } = await askAll(target, visit, "This is a scandal, I have waited for weeks");
  expect(events.at(-1)!.data).toMatchObject({ handover: "waiting" });
});
