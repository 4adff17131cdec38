import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Message, VisitorMessages } from "../contract.ts";
import { useApp } from "#testing/app.ts";
import { readBudget, setBudget } from "#testing/budgets.ts";
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
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { addPassage, ask, askAll, knowModel } from "#testing/visitor.ts";

const variables: Record<string, string> = { MODEL_NAME: "local-small", MODELS_ALLOWED: "house-large" };
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
  models.script();
  knowModel(target);
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", "Parcels arrive within three working days.");
});
const question = "How long do parcels take?";
const visit = async (fields: object = {}) => startConversation(target, await createAgent(target, organization, project, fields));

async function transcript({ conversation_id }: TestVisit): Promise<Message[]> {
  const path = `/v1/organizations/${organization.id}/projects/${project}/conversations/${conversation_id}/messages`;
  return (await call<{ data: Message[] }>(target, organization.owner, `GET ${path}`)).body.data;
}
async function history({ conversation_id, visitor_token }: TestVisit): Promise<VisitorMessages["data"]> {
  const headers = { origin: visitorOrigin, authorization: `Bearer ${visitor_token}` };
  return (await call<VisitorMessages>(target, null, `GET /widget/v1/conversations/${conversation_id}/messages`, undefined, headers)).body
    .data;
}

test("what a model thinks reaches no visitor and is stored nowhere, apart from the text or within it", async () => {
  const visitor = await visit();
  models.script({
    reasoning: ["They ask ", "SECRETLY."],
    text: ["<th", "INK>SECRET", "LY</thi", "nk>[chat] Three", " days.<think", ">SECRETLY"],
  });
  const answer = await askAll(target, visitor, question);
  expect([answer.text, answer.events.at(-1)!.event]).toEqual(["Three days.", "done"]);
  expect(JSON.stringify(answer.events)).not.toMatch(/SECRET|think/i);
  expect((await transcript(visitor)).at(-1)!.text).toBe("Three days.");
});

test("thoughts whose beginning a template keeps to itself are shown to nobody, from a model's first answer on", async () => {
  const visitor = await visit({ model_name: "house-large" });
  const thinkFirst = { text: ["They ask ", "SECRETLY.</th", "ink>[chat] Three", " days."] };
  for (const _time of ["not known yet", "known to do so"]) {
    models.script(thinkFirst);
    const answer = await askAll(target, visitor, question);
    expect([answer.text, answer.events.at(-1)!.event]).toEqual(["Three days.", "done"]);
    expect(JSON.stringify(answer.events)).not.toMatch(/SECRET|think/i);
    expect((await transcript(visitor)).at(-1)!.text).toBe("Three days.");
  }
  for (const _time of ["held until its end", "shown as it comes"]) {
    models.script({ text: ["[chat] Three", " days."] });
    expect((await askAll(target, visitor, question)).text).toBe("Three days.");
  }
});

test("of a model that answered without and then ends thoughts that it never began, none are stored, and the next are not shown", async () => {
  const visitor = await visit();
  models.script({ text: ["[chat] Three", " days."] });
  await askAll(target, visitor, question);
  const thinkFirst = { text: ["They ask ", "SECRETLY.</th", "ink>[chat] Three", " days."] };
  models.script(thinkFirst);
  await askAll(target, visitor, question);
  expect((await transcript(visitor)).at(-1)!.text).toBe("Three days.");
  expect((await history(visitor)).at(-1)!.text).toBe("Three days.");
  models.script(thinkFirst);
  expect(JSON.stringify((await askAll(target, visitor, question)).events)).not.toMatch(/SECRET|think/i);
  models.script({ text: ["[chat] Three", " days."] });
  expect((await askAll(target, visitor, question)).text).toBe("Three days.");
});

test("the first answer of a model is whole when it comes, and those after it are shown as they are written", async () => {
  const visitor = await visit({ model_name: "house-large" });
  const pieces = async () => {
    const answer = await askAll(target, visitor, question);
    return answer.events.filter(({ event }) => event === "text").map(({ data }) => data.delta);
  };
  for (const _time of ["whatever came before", "shown as it comes"]) {
    models.script({ text: ["[chat] Three", " days."] });
    expect((await pieces()).join("")).toBe("Three days.");
  }
  models.script({ text: ["[chat] Three", " days."] });
  expect(await pieces()).toEqual(["Three", " days."]);
});

test("a model that only thinks has given no answer", async () => {
  models.script({ text: ["<think>and never ends"] });
  const visitor = await visit();
  expect((await askAll(target, visitor, question)).events.map(({ event }) => event)).toEqual(["error"]);
  expect((await transcript(visitor)).at(-1)).toMatchObject({ text: "", outcome: "failed" });
});

test("a model that says NUL or halves of characters blocks no conversation", async () => {
  const visitor = await visit();
  models.script({ text: ["[chat] Three\0 \ud83d", "\ude00 da\ud83dys\0", ".\ud83d"] });
  const answer = await askAll(target, visitor, question);
  expect([answer.text, answer.events.at(-1)!.event]).toEqual(["Three \u{1f600} da\ufffdys.\ufffd", "done"]);
  expect((await transcript(visitor)).at(-1)!.text).toBe(answer.text);
  expect((await askAll(target, visitor, question)).events.at(-1)!.event).toBe("done");
});

test("an answer without end is cut at its limit, and said to be", async () => {
  const visitor = await visit();
  models.script({ text: Array.from({ length: 50 }, () => "word ".repeat(200)) });
  const answer = await askAll(target, visitor, question);
  expect(answer.text).toHaveLength(40_000);
  expect(answer.events.at(-1)).toEqual({
    event: "error",
    data: { code: "unavailable", message: "The answer became too long and was cut off." },
  });
  expect((await transcript(visitor)).at(-1)).toMatchObject({ text: answer.text, outcome: "failed" });
});

test("an answer survives a renewal of its lease that the database refuses for a moment", async () => {
  const visitor = await visit();
  const { admin } = target.database;
  // A sequence counts what is rolled back, too.
  await admin.query("create sequence renewals");
  await admin.query(`create function refuse_once() returns trigger language plpgsql security definer as $$ begin
    if nextval('renewals') = 1 then raise exception 'busy' using errcode = '55P03'; end if; return new; end $$`);
  await admin.query(`create trigger refuse_once before update of answering_until on conversations for each row
    when (old.id = '${visitor.conversation_id}' and new.answering_id = old.answering_id) execute function refuse_once()`);
  const renewals = async () =>
    (await admin.query<{ tried: number }>("select case when is_called then last_value else 0 end::int as tried from renewals")).rows[0]!
      .tried;
  const { promise: isRenewed, resolve: goOn } = Promise.withResolvers<void>();
  models.script({
    text: (async function* () {
      yield "[chat] Three";
      await isRenewed;
      yield " days.";
    })(),
  });
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  try {
    const answer = await ask(target, visitor, question);
    const reader = answer.body!.getReader();
    await reader.read();
    await vi.advanceTimersByTimeAsync(10_000);
    await expect.poll(renewals).toBe(1);
    await expect
      .poll(async () => {
        await vi.advanceTimersByTimeAsync(1_000);
        return renewals();
      })
      .toBe(2);
    goOn();
    let rest = "";
    for (let read = await reader.read(); !read.done; read = await reader.read()) rest += Buffer.from(read.value).toString();
    expect(rest).toContain("event: done");
  } finally {
    vi.useRealTimers();
    goOn();
    await admin.query("drop function refuse_once cascade");
    await admin.query("drop sequence renewals");
  }
  expect((await transcript(visitor)).at(-1)).toMatchObject({ text: "Three days.", outcome: "answered" });
});

test.each([
  ["the answer alone", "new.outcome = 'answered'"],
  ["anything", "new.role = 'agent'"],
])(
  "where %s cannot be stored the visitor reads an error, and the conversation and what was reserved are free at once",
  async (_what, what) => {
    const visitor = await visit();
    await setBudget(target, organization, { answers: 10 });
    const { admin } = target.database;
    await admin.query(`create function refuse() returns trigger language plpgsql as $$ begin
    if new.organization_id = '${organization.id}' and ${what} then raise exception 'no'; end if; return new; end $$`);
    await admin.query("create trigger refuse before insert on messages for each row execute function refuse()");
    try {
      expect((await askAll(target, visitor, question)).events.at(-1)).toMatchObject({ event: "error", data: { code: "internal" } });
      const { rows } = await admin.query("select answering_id, answering_until from conversations where id = $1", [
        visitor.conversation_id,
      ]);
      expect(rows).toEqual([{ answering_id: null, answering_until: null }]);
      expect(await readBudget(target, organization)).toMatchObject({ reserved: { answers: 0 } });
    } finally {
      await admin.query("drop trigger refuse on messages");
      await admin.query("drop function refuse()");
    }
    expect((await askAll(target, visitor, question)).events.at(-1)!.event).toBe("done");
  },
);

test("an answer that was cut is shown as cut after a reload, and once: the answer that was asked for again stands for it", async () => {
  const visitor = await visit();
  models.script({ text: ["Within"], then: "end early" });
  await askAll(target, visitor, question, { key: "try" });
  expect((await history(visitor)).map(({ text, cut }) => [text, cut])).toEqual([
    [question, undefined],
    ["Within", true],
  ]);
  models.script({ text: ["[chat] Within three days."] });
  await askAll(target, visitor, question, { key: "try" });
  expect((await history(visitor)).map(({ text, cut }) => [text, cut])).toEqual([
    [question, undefined],
    ["Within three days.", undefined],
  ]);
  await askAll(target, visitor, "And then?");
  const sent = models.requests.at(-1)!.messages.map(({ content }) => content);
  expect(sent.filter((content) => content?.startsWith("Within"))).toEqual(["Within three days."]);
  expect(await transcript(visitor)).toHaveLength(5);
});

test("a model that is not offered is never asked: the default answers", async () => {
  for (const model_name of ["gpt-99", "../../admin", "google/../x", "Local-small", "local-small/../x"]) {
    const answer = await askAll(target, await visit({ model_name }), question);
    expect([model_name, answer.events.at(-1)!.event, models.requests.at(-1)!.model]).toEqual([model_name, "done", "local-small"]);
  }
});

test("a model that the operator allows besides is listed and asked, and so is one that the provider lists", async () => {
  for (const model_name of ["house-large", "local-large"]) {
    await askAll(target, await visit({ model_name }), question);
    expect(models.requests.at(-1)!.model).toBe(model_name);
  }
  const { body } = await call<{ data: { name: string }[] }>(target, organization.owner, `GET /v1/organizations/${organization.id}/models`);
  expect(body.data.map(({ name }) => name)).toEqual(["local-small", "house-large", "local-large"]);
});

test("a model's endpoint that redirects is not followed, and the visitor learns that something is not set up", async () => {
  models.script({ status: 307, message: "elsewhere" });
  const asked = models.requests.length;
  const answer = await askAll(target, await visit(), question);
  expect(answer.events).toEqual([
    {
      event: "error",
      data: { code: "unavailable", message: "This chat cannot answer at the moment, because it is not set up completely." },
    },
  ]);
  expect(models.requests.length).toBe(asked + 1);
});
