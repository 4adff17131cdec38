import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { readBudget, setBudget } from "#testing/budgets.ts";
import { createChecked, delivery } from "#testing/checks.ts";
import { createAgent } from "#testing/factories.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { knowModel } from "#testing/visitor.ts";

/** The port that the model server gets before the app is opened with its address. */
const variables: Record<string, string> = { MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local" };
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
  variables.MODEL_BASE_URL = models.url;
});
const target = useApp({ variables });
afterAll(() => models.close());
beforeEach(() => {
  models.script();
  knowModel(target);
});

/** One check for each of some questions, asked of an agent with a model. */
async function setUp(...questions: string[]) {
  const checked = await createChecked(target);
  const agent_id = await createAgent(target, checked.organization, checked.project, { name: "Captain", instructions: "Be brief." });
  const ids = [];
  for (const question of questions) ids.push((await checked.create({ ...delivery, question, agent_id })).body.id);
  const used = async () =>
    (
      await target.database.admin.query<{ kind: string; channel: string; agent_id: string; quantity: number }>(
        "select kind, channel, agent_id, sum(quantity)::int quantity from usage_events where organization_id = $1 group by 1, 2, 3 order by 1",
        [checked.organization.id],
      )
    ).rows;
  return { ...checked, agent_id, ids, used };
}

test("a check is answered by its agent's model as a visitor's question is, and its tokens count in usage; the built-in answerer takes none", async () => {
  const { create, runAll, read, ids, used, agent_id } = await setUp(delivery.question);
  await create(delivery);
  models.script({ text: ['Twice a week [1 "twice a week, by boat"].'] });
  expect(await runAll()).toMatchObject({ status: "done", passed: 2, input_tokens: 100, output_tokens: 20 });
  expect((await read(ids[0]!)).last).toMatchObject({ agent_name: "Captain", answer: "Twice a week [1].", verdict: "has_text" });
  expect(JSON.stringify(models.requests.at(-1))).toContain("Be brief.");
  const place = { channel: "test", agent_id };
  expect(await used()).toEqual([
    { kind: "input_tokens", quantity: 100, ...place },
    { kind: "output_tokens", quantity: 20, ...place },
  ]);
});

test("what a run will cost is said before it: by what an answer reserves, then by what the last runs took", async () => {
  const { create, preview, runAll } = await setUp("Islands one?", "Islands two?");
  await create(delivery);
  expect(await preview()).toMatchObject({ checks: 3, by_model: 2, tokens: 10_000 });
  await runAll();
  expect(await preview()).toMatchObject({ checks: 3, by_model: 2, tokens: 240 });
});

test("where a budget is spent, what a model would answer is not asked, the rest is, and nothing stays reserved", async () => {
  const { organization, create, runAll, read, ids } = await setUp("Islands one?", "Islands two?", "Islands three?");
  await create(delivery);
  await setBudget(target, organization, { output_tokens: 1_000 });
  const before = models.requests.length;
  expect(await runAll()).toMatchObject({ status: "done", unanswered: 2 });
  expect(models.requests.length - before).toBe(1);
  expect((await read(ids[1]!)).last).toMatchObject({ change: "unanswered", verdict: "budget_spent", answer: "" });
  expect(await readBudget(target, organization)).toMatchObject({ used: { output_tokens: 20 }, reserved: { output_tokens: 0 } });
});

test("a check that had no answer is compared with the time before that", async () => {
  const { runAll, read, ids } = await setUp("Islands one?");
  models.script({ text: ['Twice a week [1 "twice a week, by boat"].'] });
  await runAll();
  models.script({ status: 400, message: "no" });
  expect(await runAll()).toMatchObject({ status: "done", unanswered: 1, newly_failing: 0 });
  expect(await read(ids[0]!)).toMatchObject({ last: { verdict: "unavailable" }, before: { verdict: "has_text" } });
  models.script({ text: ['By boat [1 "by boat"].'] });
  expect(await runAll()).toMatchObject({ newly_failing: 1 });
});

test("a model that fails three times in a row is not asked again, and the run says why it ended", async () => {
  const { runAll } = await setUp(...["one", "two", "three", "four", "five"].map((island) => `Islands ${island}?`));
  const before = models.requests.length;
  models.script(...Array.from({ length: 5 }, () => ({ status: 400, message: "no" })));
  expect(await runAll()).toMatchObject({ status: "failed", error: { code: "model_down" }, unanswered: 3 });
  expect(models.requests.length - before).toBe(3);
});

test("what a model took counts although the run was stopped meanwhile", async () => {
  const { start, stop, work, run, used } = await setUp("Islands one?");
  const { id } = (await start()).body;
  const asked = models.requests.length;
  models.script({ text: ["twice ", "a week"], delayMs: 300 });
  const working = work(id);
  await expect.poll(() => models.requests.length).toBe(asked + 1);
  await stop(id);
  await working;
  expect(await run(id)).toMatchObject({ status: "stopped", passed: 0, input_tokens: 0 });
  expect((await used()).map(({ kind }) => kind)).toEqual(["input_tokens", "output_tokens"]);
});
