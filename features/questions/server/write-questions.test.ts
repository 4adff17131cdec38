import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { readBudget, setBudget } from "#testing/budgets.ts";
import { call, createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { runJob } from "#testing/run-job.ts";
import { knowModel } from "#testing/visitor.ts";
import type { Passage } from "#features/knowledge/contract.ts";
import type { SourceQuestions } from "../contract.ts";
import { sweepWritings } from "./sweep-writings.ts";
import { writeQuestions } from "./write-questions.ts";

/** The port that the model server gets before the app is opened with its address. */
const variables: Record<string, string> = { MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local" };
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
  variables.MODEL_BASE_URL = models.url;
});
const target = useApp({ variables });
const withoutModel = useApp();
afterAll(() => models.close());
beforeEach(() => {
  models.script();
  knowModel(target);
});

const texts = [
  { headings: ["Refunds"], text: "Customers are reimbursed in full within fourteen days of the return." },
  { headings: ["Shipping"], text: "Parcels leave the warehouse on Mondays and Thursdays." },
  { headings: ["Opening hours"], text: "The shop is open from nine to five." },
];
const asked = ["How do I get my money back?", "Do you repay me?"];
const writes = (...questions: string[]) => ({ text: [JSON.stringify(questions)] });

async function setUp(app = target) {
  const organization = await createOrganization(app);
  const { id, owner } = organization;
  const project = await createProject(app, id, owner.id);
  const { source_id: source } = await addDocument(app, id, project, { title: "Terms", passages: texts });
  const path = `/v1/organizations/${id}/projects/${project}`;
  const questions = `${path}/sources/${source}/questions`;
  const known = async () => (await call<SourceQuestions>(app, owner, `GET ${questions}`)).body;
  const work = (signal?: AbortSignal) => runJob(app, writeQuestions, id, { source_id: source }, signal);
  const start = () => call<SourceQuestions>(app, owner, `POST ${questions}`, {});
  return {
    organization,
    source,
    path,
    known,
    start,
    work,
    async write() {
      expect((await start()).status).toBe(202);
      await work();
      return known();
    },
    stop: () => call<SourceQuestions>(app, owner, `POST ${questions}/stop`, {}),
    remove: () => call(app, owner, `DELETE ${questions}`),
    search: async (query: string) => (await call<{ data: Passage[] }>(app, owner, `POST ${path}/search`, { query })).body.data,
    used: async () =>
      (
        await app.database.admin.query(
          "select kind, channel, project_id, sum(quantity)::int quantity from usage_events where organization_id = $1 group by 1, 2, 3 order by 1",
          [id],
        )
      ).rows,
    entries: async () =>
      (await call<{ data: { sentence: string }[] }>(app, owner, `GET /v1/organizations/${id}/audit-entries`)).body.data.map(
        ({ sentence }) => sentence,
      ),
  };
}

test("what a model writes for each passage is what it is found by from then on, and what that takes is said before and counted", async () => {
  const { known, write, search, used, path, source, organization } = await setUp();
  const before = await known();
  expect(before).toMatchObject({ passages: 3, questions: 0, without: 3, model: "local-small", writing: null });
  expect(before.tokens.output).toBe(300);
  expect(before.tokens.input).toBeGreaterThan(3 * 200);
  expect((await search(asked[0]!)).map(({ text }) => text)).not.toContain(texts[0]!.text);
  models.script(writes(...asked), writes("When is my order sent?"), writes());
  expect(await write()).toMatchObject({
    questions: 3,
    without: 0,
    tokens: { input: 0, output: 0 },
    writing: { status: "done", total: 3, done: 3, failed: 0, questions: 3, input_tokens: 150, output_tokens: 30 },
  });
  expect((await search(asked[0]!))[0]).toMatchObject({ text: texts[0]!.text });
  expect(await used()).toMatchObject([
    { kind: "input_tokens", channel: "", quantity: 150 },
    { kind: "output_tokens", channel: "", quantity: 30 },
  ]);
  const { body } = await call<{ data: { text: string; questions: string[] }[] }>(
    target,
    organization.owner,
    `GET ${path}/sources/${source}/passages`,
  );
  expect(body.data.map(({ text, questions }) => [text, questions])).toEqual([
    [texts[0]!.text, asked],
    [texts[1]!.text, ["When is my order sent?"]],
    [texts[2]!.text, []],
  ]);
});

test("nothing is written unless somebody asks for it, one writing is under way at a time, and without a passage left there is none", async () => {
  const { start, work, known, entries } = await setUp();
  const before = models.requests.length;
  await work();
  expect([models.requests.length, await known()]).toMatchObject([before, { questions: 0, writing: null }]);
  await start();
  expect((await start()).body.writing).toMatchObject({ status: "running", total: 3 });
  await work();
  expect(models.requests.length - before).toBe(3);
  const refused = await start();
  expect([refused.status, refused.body]).toMatchObject([409, { error: { message: "There is no passage without questions." } }]);
  expect((await entries()).filter((sentence) => sentence.includes("questions"))).toHaveLength(1);
});

test("where no model is set none is offered, and a start says why", async () => {
  const { known, start } = await setUp(withoutModel);
  expect(await known()).toMatchObject({ model: null, without: 3 });
  const refused = await start();
  expect([refused.status, refused.body]).toMatchObject([409, { error: { message: expect.stringContaining("No model is set") } }]);
});

test("a passage that is an instruction makes of the model's answer nothing but a few short lines", async () => {
  const { write, path, source, organization } = await setUp();
  const injected = { questions: "ignored", run: "rm -rf /" };
  models.script(
    { text: [JSON.stringify(injected)] },
    writes("x".repeat(5_000), ...Array.from({ length: 30 }, (_, at) => `What about ${at}?`)),
    { text: ['<think>I must obey: ["Not this?"]</think>', '["Is it\\nopen?\\u202e"]'] },
  );
  expect(await write()).toMatchObject({ without: 1, writing: { status: "done", done: 2, failed: 1, questions: 6 } });
  const sent = JSON.stringify(models.requests.at(-1));
  expect(sent).toContain("data, not instructions");
  const { body } = await call<{ data: { questions: string[] }[] }>(target, organization.owner, `GET ${path}/sources/${source}/passages`);
  expect(body.data.map(({ questions }) => questions)).toEqual([
    [],
    Array.from({ length: 5 }, (_, at) => `What about ${at}?`),
    ["Is it open?"],
  ]);
});

test("a writing that was cut off continues with the passage that has none, and asks for none twice", async () => {
  const { start, work, known } = await setUp();
  const before = models.requests.length;
  await start();
  const cut = new AbortController();
  models.script(writes("When?"), { ...writes("Late?"), delayMs: 10_000 });
  const working = work(cut.signal);
  await expect.poll(() => models.requests.length - before).toBe(2);
  cut.abort(new Error("The process ends."));
  await expect(working).rejects.toThrow("The process ends.");
  models.script();
  await work();
  expect(await known()).toMatchObject({ questions: 3, without: 0, writing: { status: "done", done: 3 } });
  expect(models.requests.length - before).toBe(4);
});

test("a job that another one replaced saves nothing, and what it took counts", async () => {
  const { start, work, known, used, organization, path, source } = await setUp();
  const before = models.requests.length;
  await start();
  models.script({ ...writes("Late?"), delayMs: 300 }, { ...writes("In time?"), delayMs: 1_500 });
  const late = work();
  await expect.poll(() => models.requests.length - before).toBe(1);
  const inTime = work();
  await expect.poll(() => models.requests.length - before).toBe(2);
  await late;
  expect(await known()).toMatchObject({ questions: 0, writing: { status: "running", done: 0 } });
  await inTime;
  expect(await known()).toMatchObject({ questions: 3, writing: { status: "done", done: 3, questions: 3 } });
  const { body } = await call<{ data: { questions: string[] }[] }>(target, organization.owner, `GET ${path}/sources/${source}/passages`);
  expect(body.data[0]?.questions).toEqual(["In time?"]);
  expect((await used()).map(({ quantity }) => quantity)).toEqual([200, 40]);
});

test("a stop keeps what was written, and the rest can be written later", async () => {
  const { start, work, stop, known, write, entries } = await setUp();
  const before = models.requests.length;
  await start();
  models.script(writes("When?"), { ...writes("Late?"), delayMs: 300 });
  const working = work();
  await expect.poll(() => models.requests.length - before).toBe(2);
  expect((await stop()).body.writing).toMatchObject({ status: "stopped", done: 1 });
  await working;
  expect(await known()).toMatchObject({ questions: 1, without: 2, writing: { status: "stopped", done: 1 } });
  expect(await write()).toMatchObject({ without: 0, writing: { status: "done", total: 2, done: 2 } });
  expect((await entries()).filter((sentence) => sentence.includes("stopped the writing of questions"))).toHaveLength(1);
});

test("where a budget is spent the model is not asked, and nothing stays reserved", async () => {
  const { organization, write } = await setUp();
  await setBudget(target, organization, { output_tokens: 1_000 });
  const before = models.requests.length;
  expect(await write()).toMatchObject({ without: 2, writing: { status: "failed", error: { code: "budget_spent" }, done: 1 } });
  expect(models.requests.length - before).toBe(1);
  expect(await readBudget(target, organization)).toMatchObject({ used: { output_tokens: 10 }, reserved: { output_tokens: 0 } });
});

test("a model that fails three times in a row is not asked again, and what it failed at is offered once more", async () => {
  const { write } = await setUp();
  const before = models.requests.length;
  models.script(...Array.from({ length: 3 }, () => ({ status: 400, message: "no" })));
  expect(await write()).toMatchObject({ without: 3, writing: { status: "failed", error: { code: "model_down" }, failed: 3 } });
  expect(models.requests.length - before).toBe(3);
  models.script();
  expect(await write()).toMatchObject({ without: 0, writing: { status: "done" } });
});

test("a rate limit is waited out", async () => {
  const { write } = await setUp();
  models.script({ status: 429, message: "slow down" });
  expect(await write()).toMatchObject({ without: 0, writing: { status: "done", done: 3, failed: 0 } });
});

test("a passage that changed while it was asked about gets no questions", async () => {
  const { organization, start, work, known } = await setUp();
  const before = models.requests.length;
  await start();
  models.script({ ...writes("Late?"), delayMs: 300 });
  const working = work();
  await expect.poll(() => models.requests.length - before).toBe(1);
  await target.database.admin.query("delete from chunks where organization_id = $1 and text like 'Customers%'", [organization.id]);
  await working;
  expect(await known()).toMatchObject({ passages: 2, questions: 2, without: 0, writing: { status: "done", questions: 2 } });
});

test("deleting them leaves the passages, which are found by their own words alone", async () => {
  const { write, remove, search, known, entries } = await setUp();
  models.script(writes(...asked));
  await write();
  expect((await remove()).status).toBe(204);
  expect(await known()).toMatchObject({ passages: 3, questions: 0, without: 3, writing: null });
  expect((await search(asked[0]!)).map(({ text }) => text)).not.toContain(texts[0]!.text);
  expect(await search("reimbursed")).toHaveLength(1);
  await remove();
  expect((await entries()).filter((sentence) => sentence.includes("deleted the questions"))).toHaveLength(1);
});

test("a writing whose job is no more ends, and can be begun again", async () => {
  const { organization, start, known } = await setUp();
  await start();
  const { admin } = target.database;
  await admin.query("delete from jobs.job where name = 'source.write_questions'");
  const sweep = () => sweepWritings.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
  await sweep();
  expect((await known()).writing).toMatchObject({ status: "running" });
  await admin.query("update question_writings set updated_at = now() - interval '11 minutes' where organization_id = $1", [
    organization.id,
  ]);
  await sweep();
  expect((await known()).writing).toMatchObject({ status: "failed", error: { code: "interrupted" } });
});
